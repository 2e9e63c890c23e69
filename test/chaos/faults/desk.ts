import { pinOf } from '../../integration/centre/town.ts'
import type { Fault, Injection } from '../fault.ts'
import { until } from '../until.ts'

/** Who signed in at the desk that faults hit. */
const personId = 'p-ida'
/** Names and addresses of the town. */
const personal = /Resident \d|Strandgata/

const lock = async ({ desk }: Injection): Promise<void> => {
  const { page } = desk.console()
  await page.keyboard.press('Control+l')
  await page.getByTestId('locked').waitFor()
}
const unlock = async ({ desk }: Injection): Promise<void> => {
  const { page } = desk.console()
  await page.getByTestId('unlock-pin').fill(pinOf(personId))
  await page.keyboard.press('Enter')
  await page.getByTestId('locked').waitFor({ state: 'hidden' })
}
/** So many more are pressed while nobody may see whose they are, and nobody can. */
const pressedBehindIt = async ({ desk, storm }: Injection): Promise<void> => {
  const before = storm.sent()
  await until('twenty presses behind the lock', () => storm.sent() >= before + 20)
  if (personal.test(await desk.console().page.content())) throw new Error('a name stands on a locked screen')
}

/** The desk without its person. */
export const deskFaults: readonly Fault[] = [
  {
    name: 'screen locked in the middle of a storm, unlocked by the PIN',
    group: 'desk',
    times: 3,
    recoveryFrom: 'lifting',
    inject: async (at) => {
      await lock(at)
      await pressedBehindIt(at)
      await unlock(at)
    },
  },
  {
    name: 'kill -9 of core behind a locked screen: locked it comes back',
    group: 'desk',
    times: 3,
    recoveryFrom: 'lifting',
    inject: async (at) => {
      await lock(at)
      await at.desk.killCore()
      await until('core to be back', async () => (await at.desk.health())?.core === 'running')
      await pressedBehindIt(at)
      await unlock(at)
    },
  },
]
