import { z } from 'zod'
import { beginning } from '../../src-domain/journal/chain.ts'
import { consoleNamespace } from '../../src-domain/wire/protocol.ts'
import { history } from '../build/history.ts'
import { Rows } from '../build/journal.ts'
import { openRelay } from '../build/relay.ts'
import { type Disk, differences } from '../chaos/compare.ts'
import { faults, requireWhole, round } from '../chaos/round.ts'
import { beginsWithSnapshot, onScene } from '../chaos/scene.ts'
import { expect, test } from './fixture.ts'

const storm = { name: 's', killAt: 12 }

for (const fault of faults)
  test(`kill -9 of ${fault} in the middle of a storm: no alarm and no entry is lost`, async ({ launch }) => {
    test.setTimeout(180_000)
    const outcome = await onScene({ launch, before: beginsWithSnapshot }, (scene) =>
      round({ ...scene, ...storm, fault }),
    )
    expect(outcome.sent).toBeGreaterThanOrEqual(20)
    requireWhole(outcome)
  })

test('the same storm fails where one entry never reaches the console', async ({ launch }) => {
  test.setTimeout(180_000)
  let close = (): Promise<void> => Promise.resolve()
  const line = async ({ url }: { readonly url: string }): Promise<string> => {
    const relay = await openRelay(url, consoleNamespace)
    relay.centreSays = (_, body) => ({ pass: without('s20', body) })
    close = relay.close
    return relay.url
  }
  const outcome = await onScene({ launch, before: beginsWithSnapshot, line }, (scene) =>
    round({ ...scene, ...storm, fault: 'core', patience: 5_000 }),
  )
  await close()
  expect(() => requireWhole(outcome)).toThrow(/entry \d+ \(alarm\.(raised|pressed)\) is missing/)
})

const batch = z.looseObject({ entries: z.array(z.looseObject({ payload: z.string() })) })

/** What the centre says, less the entry of one press wherever it tells it: in history, live, and with open cases. */
const without = (ref: string, body: unknown): unknown => {
  const told = batch.safeParse(body)
  if (!told.success) return body
  const entries = told.data.entries.filter((entry) => !entry.payload.includes(`"ref":"${ref}"`))
  return { ...told.data, entries }
}

test.describe('the comparison of two disks', () => {
  const entries = history(60, beginning)
  const diskOf = (kept: Disk['entries']): Disk => {
    const rows = new Rows()
    for (const entry of kept) rows.apply(entry)
    const { seq, hash } = kept.at(-1) ?? beginning
    return { from: beginning, head: { seq, hash }, entries: kept, rows: rows.all() }
  }
  const centre = diskOf(entries)

  test('finds nothing where nothing is missing', () => {
    expect(differences(diskOf(entries), centre)).toEqual([])
  })
  test('finds each entry that is dropped', () => {
    for (const dropped of entries) {
      const found = differences(diskOf(entries.filter((e) => e !== dropped)), centre)
      expect(found).toContain(`entry ${dropped.seq} (${dropped.kind}) is missing`)
    }
  })
  test('finds an entry that was changed, and a row that is not there', () => {
    const changed = entries.map((e) => (e.seq === 7 ? { ...e, payload: '{}' } : e))
    expect(differences({ ...centre, entries: changed }, centre)).toEqual([
      `entry 7 (${entries[6]?.kind}) differs`,
      'the chain is broken at 7: payloadChanged',
    ])
    expect(differences({ ...centre, rows: centre.rows.slice(1) }, centre)).toContain('the state hash differs')
  })
})
