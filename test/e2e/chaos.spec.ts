import { beginning } from '../../src-domain/journal/chain.ts'
import { history } from '../build/history.ts'
import { Rows } from '../build/journal.ts'
import { type Disk, differences } from '../chaos/compare.ts'
import type { SceneOptions } from '../chaos/fault.ts'
import { faults } from '../chaos/faults/index.ts'
import { round, wrongOf } from '../chaos/round.ts'
import { findsPlantedDrop } from '../chaos/rows.ts'
import { type OpenScene, openScene } from '../chaos/scene.ts'
import { expect, launchConsole, test } from './fixture.ts'

/** The quick half of `npm run chaos`: once each, at one centre and console for all rows that want the same scene. */
const quick = Map.groupBy(
  faults.filter((fault) => fault.quick === true),
  ({ scene }) => scene,
)

const plain: SceneOptions = {}
for (const [options = plain, rows] of quick)
  test.describe(`alarms in a storm, ${rows.length} faults at one scene`, () => {
    let scene: OpenScene | undefined
    test.beforeAll(async () => {
      // Playwright may need half a minute more than once to get hold of a console.
      test.setTimeout(120_000)
      scene = await openScene(launchConsole, options)
    })
    test.afterAll(() => scene?.close())
    for (const [n, fault] of rows.entries())
      test(`${fault.name}: no alarm and no entry is lost`, async () => {
        test.setTimeout(120_000)
        if (scene === undefined) throw new Error('there is no scene')
        expect(wrongOf(await round({ scene, fault, name: `q${n}x`, isQuick: true }))).toEqual([])
      })
  })

test('a row turns red where one alarm never reaches the console', async () => {
  test.setTimeout(120_000)
  const [fault] = faults
  expect(fault && (await findsPlantedDrop(fault))).toBe(true)
})

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
