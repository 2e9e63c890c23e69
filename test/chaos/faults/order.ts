import { setTimeout as wait } from 'node:timers/promises'
import { second } from '../../../src-domain/time.ts'
import { centreEntries, centreHead } from '../disks.ts'
import { disturb } from '../disturb.ts'
import type { Fault, Injection, SceneOptions } from '../fault.ts'
import { until } from '../until.ts'

/** Shared by the quick ones. */
export const relayed: SceneOptions = { relay: true, intake: true }

/** What the centre tells in batches. */
const batches = ['entries', 'open', 'snapshot', 'registry', 'telemetry']

/** Enough alarms came for the row to count. */
export const stormed = (storm: Injection['storm']): Promise<void> =>
  until('the storm to have raged', () => storm.sentDuring() >= 26)

/** Messages that come twice, late, in another order or not at all, while the line itself holds. */
export const orderFaults: readonly Fault[] = [
  {
    name: 'every batch told twice',
    group: 'order',
    times: 3,
    quick: true,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async ({ relay, storm }) => {
      const restore = disturb(relay(), 'centreSays', (passing, name) =>
        batches.includes(name) ? { ...passing, twice: true } : passing,
      )
      relay().cut()
      await stormed(storm)
      restore()
    },
  },
  {
    name: 'batches delayed by 4 s',
    group: 'order',
    times: 2,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async ({ relay, storm }) => {
      const restore = disturb(relay(), 'centreSays', (passing, name) =>
        batches.includes(name) ? { ...passing, after: 4 * second } : passing,
      )
      await stormed(storm)
      await wait(8 * second)
      restore()
    },
  },
  {
    name: 'batches interleaved: every second one overtaken by those behind it',
    group: 'order',
    times: 3,
    quick: true,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async ({ relay, storm }) => {
      let n = 0
      const restore = disturb(relay(), 'centreSays', (passing, name) => {
        if (!batches.includes(name)) return passing
        n += 1
        return n % 2 === 0 ? passing : { ...passing, after: 150 }
      })
      relay().cut()
      await stormed(storm)
      restore()
    },
  },
  {
    name: 'acknowledgements lost after commit, with the line',
    group: 'order',
    times: 3,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async ({ relay, storm }) => {
      const restore = disturb(relay(), 'consoleAnswers', () => 'drop')
      for (let cut = 1; cut <= 3; cut++) {
        await wait(second)
        relay().cut()
      }
      await stormed(storm)
      restore()
      relay().cut()
    },
  },
  {
    name: 'acknowledgements lost after commit, and the line holds',
    group: 'order',
    times: 1,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async ({ relay, centre, storm }) => {
      const begun = centreHead(centre.folder).seq
      const restore = disturb(relay(), 'consoleAnswers', () => 'drop')
      await stormed(storm)
      await until('the centre to hang up on the desk', () =>
        centreEntries(centre.folder, begun).some((e) => e.kind === 'workplace.lost'),
      )
      restore()
    },
  },
  {
    name: "the centre's answer to the alarm receiver lost after commit",
    group: 'order',
    times: 2,
    scene: relayed,
    quick: true,
    recoveryFrom: 'lifting',
    inject: async ({ intake, storm, isQuick }) => {
      let n = 0
      let lost = 0
      const restore = disturb(intake(), 'centreAnswers', (passing) => {
        n += 1
        if (n % 10 !== 1) return passing
        lost += 1
        return 'drop'
      })
      await stormed(storm)
      await until('answers to be lost', () => lost >= (isQuick ? 1 : 3))
      restore()
    },
  },
]
