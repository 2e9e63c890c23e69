import { pinOf } from '../integration/centre/town.ts'
import type { Temper } from '../virtual-lock/lock.ts'
import { openAir } from './benchAir.ts'
import { openTestCentre } from './centre.ts'
import { expect, launchConsole } from './fixture.ts'
import { operatorAt } from './operator.ts'
import { technicianAt, tor } from './technician.ts'

/**
 * A technician signed in at the workbench of a real window, with the real radio stack, a centre with a box of returned
 * units, and as many others in the air as `crowd`. `tempers`: in what units are otherwise than their play, by serial.
 */
export const openBenchScene = async (tempers: Readonly<Record<string, Partial<Temper>>>, crowd: number) => {
  const ends: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    // Whoever signs says their PIN, however lately they said it.
    const centre = await openTestCentre('bench', { limits: { proveAtLeastEverySeconds: proofSeconds } })
    ends.push(centre.close)
    const air = openAir(centre.folder, tempers, crowd)
    ends.push(air.close)
    await air.plugIn()
    const console_ = await launchConsole({
      args: centre.consoleArgs('desk-1'),
      env: { BLUETOOTH_HCI_SOCKET_UART_PORT: air.path },
    })
    ends.push(console_.close)
    const { page } = console_
    await operatorAt(page, 'mouse').signIn(tor)
    await page.getByTestId('view-workbench').click()
    const technician = technicianAt(page)
    await expect(technician.radio).toHaveText(/klar/, { timeout: 30_000 })
    return { centre, air, page, technician, pin: pinOf(tor.personId), close }
  } catch (error) {
    await close()
    throw error
  }
}
export type BenchScene = Awaited<ReturnType<typeof openBenchScene>>

const proofSeconds = 5
