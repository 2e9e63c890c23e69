import type { Centre } from '../../src-centre/centre.ts'
import { takeReadings } from '../../src-centre/gateway/platform.ts'
import { centreSays } from '../../src-centre/journal/journal.ts'
import { type Scene, story } from '../build/history.ts'
import { lockReading, type Town, unitReading } from './town.ts'

/** Alarms under way at the same time: with 200 entries a second each of them is over within two seconds. */
const storiesAtOnce = 20
const tick = 5
/** Entries that may wait for the disk: a centre that is behind is not buried. */
const backlog = 1_000
/** Ours: 20,000 locks that speak once in three minutes, four times what they do. */
const locksPerSecond = 110
const telemetryTick = 250

type Story = { readonly caseId: string; readonly rest: ReturnType<typeof story> }

/**
 * Ordinary alarms, told quickly and each to its end: `entriesPerSecond` entries, one transaction for each unless the
 * disk is slower; beside them the readings of locks and patrols. Returns its end, which tells how much was written.
 */
export const raiseStorm = (
  centre: Centre,
  town: Town,
  scenes: readonly Scene[],
  entriesPerSecond: number,
) => {
  const { journal } = centre
  const begun = performance.now()
  const stories: Story[] = []
  let told = 0
  let asked = 0
  let written = 0
  let turn = 0
  let readings = 0

  const tell = (): void => {
    const now = Date.now()
    const scene = scenes[told % scenes.length]
    const next = stories.length < storiesAtOnce ? undefined : stories.shift()
    if (next) {
      const [draft] = next.rest.shift() ?? []
      if (!draft) throw new Error('a story without an end')
      journal.append([draft], centreSays(now, 'bench'))
      if (next.rest.length > 0) stories.push(next)
    } else if (scene) {
      told += 1
      const raised = story(told, '', scene, now)[0]?.[0]
      if (!raised) throw new Error('a story without a beginning')
      const [entry] = journal.append([raised], centreSays(now, 'bench'))
      if (entry) stories.push({ caseId: entry.id, rest: story(told, entry.id, scene, now).slice(1) })
    }
    written += 1
  }
  const clock = setInterval(() => {
    const due = ((performance.now() - begun) / 1_000) * entriesPerSecond
    // What the disk cannot take is not asked for again: the storm tells how much it wrote.
    for (; asked < due && asked - written < backlog; asked += 1) void journal.write(tell)
  }, tick)

  const speak = setInterval(() => {
    turn += 1
    const now = Date.now()
    const spoken = Array.from({ length: (locksPerSecond * telemetryTick) / 1_000 }, () => {
      readings += 1
      const index = (readings * 7_919) % town.locks.length
      const lock = town.locks[index]
      // Most say again what they said before; one in fifty jams, and says later that it is well.
      return lock ? [lockReading(lock, readings % 50 === 0 ? 0 : index, now)] : []
    }).flat()
    const moved = turn % 4 === 0 ? town.units.map((unit) => unitReading(unit, turn, now)) : []
    void takeReadings(centre, [...spoken, ...moved])
  }, telemetryTick)

  return async (): Promise<{ readonly entries: number; readonly seconds: number }> => {
    clearInterval(clock)
    clearInterval(speak)
    const entries = written
    const seconds = (performance.now() - begun) / 1_000
    await journal.write(() => {
      const now = Date.now()
      for (const { rest } of stories)
        journal.append(
          rest.map(([draft]) => draft),
          centreSays(now, 'bench'),
        )
      stories.length = 0
    })
    return { entries, seconds }
  }
}
