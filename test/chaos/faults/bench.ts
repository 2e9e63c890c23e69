import { testSteps } from '../../../src-domain/hardware/report.ts'
import { serialFor } from '../../e2e/benchTown.ts'
import { openTestCentre } from '../../e2e/centre.ts'
import { technicianAt } from '../../e2e/technician.ts'
import type { Desk } from '../desk.ts'
import type { Fault, Scene, SceneOptions } from '../fault.ts'
import { until } from '../until.ts'
import { backWithin } from './parts.ts'

/** In turn: one that turns for seconds, and one that is out of power in the middle of its wipe and not heard again. */
const slow = { turnMs: 1_000, hurry: 1 }
const units = testSteps.map((step, n) => ({ serial: serialFor(step), inWipe: n % 2 === 1 }))
const atBench: SceneOptions = {
  before: 0,
  centre: () => openTestCentre('bench'),
  bench: Object.fromEntries(
    units.map(({ serial, inWipe }) => [serial, inWipe ? { diesInWipe: true } : slow]),
  ),
}

const dongleName = 'Vaktrom dongle'
/** 0 while none runs. */
const donglePid = (desk: Desk): Promise<number> =>
  desk
    .console()
    .app.evaluate(
      ({ app }, name) => app.getAppMetrics().find((one) => one.name === name)?.pid ?? 0,
      dongleName,
    )

/** Runs in the page. */
const hearsAgain = (): boolean =>
  document.querySelector('[data-testid=bench-radio]')?.textContent?.includes('klar') === true

const technicianOf = ({ desk }: Scene) => technicianAt(desk.console().page)

/** The dongle's process, and with it the Bluetooth library: it may die of that whenever it likes, and no alarm waits. */
const killed = (): Pick<Fault, 'ready' | 'inject' | 'whole' | 'check'> => {
  let tested = 0
  let unit = units[0]
  const now = () => {
    if (!unit) throw new Error(`there are ${units.length} units and no more`)
    return unit
  }
  return {
    ready: async (at) => {
      unit = units[tested]
      tested += 1
      const { serial, inWipe } = now()
      const { page } = at.desk.console()
      if (inWipe) at.air().loosenBattery(serial)
      if (!(await page.getByTestId('workbench').isVisible())) await page.getByTestId('view-workbench').click()
      await until('the bench to hear', () => at.desk.look('index', hearsAgain))
      const technician = technicianOf(at)
      await technician.choose(serial)
      await technician.test()
      await until('the test to be in the middle', async () =>
        inWipe
          ? at.air().truth(serial).halfWiped
          : (await technician.step('motor').getAttribute('data-state')) === 'running',
      )
    },
    inject: async (at) => {
      const { desk, storm } = at
      const before = await donglePid(desk)
      if (before === 0) throw new Error('the dongle’s process does not run')
      process.kill(before, 'SIGKILL')
      await until('the test to be over', async () => (await technicianOf(at).running.count()) === 0)
      await until('enough alarms', () => storm.sentDuring() > 20)
    },
    whole: async ({ desk }) =>
      (await desk.whole()) && (await donglePid(desk)) !== 0 && (await desk.look('index', hearsAgain)),
    check: async (at) => {
      const { serial, inWipe } = now()
      const technician = technicianOf(at)
      await until('the history to have it', async () => (await technician.said(serial)).tests === 1)
      const said = await technician.said(serial)
      const end = await at.desk.console().page.getByTestId('bench-report').textContent()
      const { halfWiped } = at.air().truth(serial)
      at.air().putBatteryIn(serial)
      return [
        ...(said.isHalfWiped === inWipe && halfWiped === inWipe
          ? []
          : [`${serial} is half wiped: ${halfWiped}, and said to be: ${said.isHalfWiped}`]),
        ...(said.verdict === 'reuse' || at.air().isWiped(serial) ? [`${serial} passes for wiped`] : []),
        ...(end?.includes('Bluetooth-delen stoppet uventet') ? [] : [`of ${serial} is said: ${end}`]),
      ]
    },
  }
}

export const benchFaults: readonly Fault[] = [
  {
    name: 'kill -9 of the dongle’s process in a test',
    group: 'process',
    times: 10,
    scene: atBench,
    // As they come before it: whatever is slower then is the fault's doing.
    pace: { first: 100, later: 100 },
    recoveryFrom: 'injection',
    recoverWithin: backWithin,
    lateAfter: 1_000,
    ...killed(),
  },
]
