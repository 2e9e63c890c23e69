import { beforeAll, describe, expect, test } from 'vitest'
import { hour, minute } from '../../../../../src-domain/time.ts'
import {
  doorNext,
  doorRemarks,
  doorState,
  staleAfter,
} from '../../../../../src-renderer/features/case/doorWords.ts'
import { startWords, type WordsInstance } from '../../../../../src-renderer/i18n/index.ts'
import { doorView } from '../../views.ts'

const now = 100 * hour
let words: WordsInstance
beforeAll(async () => {
  words = await startWords('nb')
})
const state = (part: Parameters<typeof doorView>[0]) =>
  doorState(doorView({ evidenceAt: now, ...part }), now, words.t)

describe('the state of a door', () => {
  test('that is locked is locked', () => {
    expect(state({})).toEqual({ text: 'Låst', look: 'plain' })
  })
  test('that is jammed is never locked, by whichever word it says so', () => {
    expect(state({ alarms: ['jammed'] })).toEqual({ text: 'Blokkert', look: 'care' })
    expect(state({ doorState: 'jammed' })).toEqual({ text: 'Blokkert', look: 'care' })
    expect(state({ alarms: ['jammed'], evidenceAt: now - staleAfter * 2 }).text).toBe('Blokkert')
  })
  test('that was told long ago is not shown as a present one', () => {
    expect(state({ evidenceAt: now - staleAfter - minute }).look).toBe('stale')
    expect(state({ reachable: false }).look).toBe('stale')
    expect(state({ evidenceAt: null })).toEqual({ text: 'Ukjent', look: 'stale' })
  })
  test('that stands open outranks its lock', () => {
    expect(state({ doorState: 'ajar' })).toEqual({ text: 'På gløtt', look: 'care' })
  })
})

test('what keeps a responder out or leaves no trace is said', () => {
  const remarks = doorRemarks(
    doorView({ warnings: ['chain'], sharedCode: true, clock: 'lost', reachable: false, traceable: false }),
    words.t,
  )
  const care = remarks.filter((remark) => remark.isCare).map((remark) => remark.text)
  expect(care).toEqual([
    'Sikkerhetskjede',
    'felles kode: ingen spor av hvem som går inn',
    'svarer ikke',
    'uten klokke',
  ])
})

test('a door that does not know the newest keys says so quietly', () => {
  const remarks = doorRemarks(doorView({ knowsNewestKeys: false }), words.t)
  expect(remarks).toContainEqual({ text: 'kjenner ikke nyeste nøkkelliste', isCare: false })
})

test('each trouble of a door has one sentence for what to do next', () => {
  const troubled = doorView({
    alarms: ['jammed', 'forcedOpen', 'escutcheonRemoved'],
    clock: 'lost',
  })
  expect(doorNext(troubled)).toEqual(['jammed', 'forcedOpen', 'escutcheonRemoved', 'clockLost'])
  expect(doorNext(doorView({ doorState: 'forcedOpen' }))).toEqual(['forcedOpen'])
  // A door without a lock of ours has no clock to lose.
  expect(doorNext(doorView({ model: null, clock: 'lost' }))).toEqual([])
  expect(doorNext(doorView())).toEqual([])
})
