import type { Fault } from '../fault.ts'
import { age, killInMigration, restore } from '../migration.ts'
import { until } from '../until.ts'
import { benchFaults } from './bench.ts'
import { backWithin, mainFaults, partFaults } from './parts.ts'

/** Processes that die or hang; each is killed as hard as can be. */
export const processFaults: readonly Fault[] = [
  {
    name: 'kill -9 of core',
    group: 'process',
    times: 10,
    quick: true,
    // It is back in a fraction of a second: killed again until enough alarms have come meanwhile, and back after the last.
    recoveryFrom: 'lifting',
    recoverWithin: backWithin,
    inject: async ({ desk, storm }) => {
      do {
        await until('core to run', async () => (await desk.health())?.core === 'running')
        await desk.killCore()
      } while (storm.sentDuring() < 20)
    },
  },
  {
    name: 'kill -9 of the centre',
    group: 'process',
    times: 10,
    quick: true,
    recoveryFrom: 'injection',
    inject: async ({ desk, centre }) => {
      await centre.kill()
      await until(
        'the window to say that the centre is away',
        async () => (await desk.health())?.link === 'away',
      )
      await centre.start()
    },
  },
  {
    name: 'kill -9 of the whole app',
    group: 'process',
    times: 10,
    quick: true,
    recoveryFrom: 'injection',
    inject: ({ desk }) => desk.killApp(),
  },
  {
    name: 'kill -9 of the whole app during a migration of the replica',
    group: 'process',
    times: 3,
    recoveryFrom: 'injection',
    inject: async ({ desk }) => {
      const { profile } = desk
      await desk.killApp(async (start) => {
        age(profile)
        const ended = start().catch(() => undefined)
        await killInMigration(profile)
        await ended
      })
      await until('the migration to be over', desk.whole)
      const lost = restore(profile)
      if (lost.length > 0) throw new Error(lost.join('; '))
    },
  },
  ...partFaults,
  ...benchFaults,
  ...mainFaults,
]
