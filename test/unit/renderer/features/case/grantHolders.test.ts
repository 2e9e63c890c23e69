import { describe, expect, test } from 'vitest'
import { holdersOf } from '../../../../../src-renderer/features/case/grantHolders.ts'
import { responderView, uuid } from '../../views.ts'

const sent = { dispatchId: uuid(), state: 'accepted', at: 0, expectedAt: null } as const
const nina = { id: 'p1', name: 'Nina Prøve', initials: 'NP' }
const handset = { handsetId: 'h1', person: nina, blockedAt: null }

describe('who can be given access', () => {
  test('is everybody signed on at a phone of a unit that was sent', () => {
    const [holder, ...more] = holdersOf([
      responderView({ dispatch: sent, handsets: [handset] }),
      responderView({ unitId: 'u2', handsets: [{ ...handset, handsetId: 'h2' }] }),
    ])
    expect(holder).toMatchObject({ handsetId: 'h1', name: 'Nina Prøve (Patrulje 4)', hindrance: null })
    expect(more).toEqual([])
  })
  test('and who cannot is listed with the reason', () => {
    const hindrances = holdersOf([
      responderView({ dispatch: sent, serves: false, handsets: [handset] }),
      responderView({
        dispatch: sent,
        handsets: [
          { ...handset, blockedAt: 1 },
          { ...handset, person: null },
        ],
      }),
    ]).map(({ hindrance }) => hindrance)
    expect(hindrances).toEqual(['otherProvider', 'blocked', 'nobodySignedOn'])
  })
})
