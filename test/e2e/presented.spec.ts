import { openConsole } from '../integration/centre/harness.ts'
import { openTestCentre } from './centre.ts'
import { expect, test } from './fixture.ts'
import { operatorAt } from './operator.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }

test('an alarm that a window does not paint is stored there, never presented, and escalates', async ({
  launch,
}) => {
  const centre = await openTestCentre()
  try {
    const { page, app } = await launch({ args: centre.consoleArgs('desk-1') })
    await operatorAt(page, 'mouse').signIn(ida)
    // Somebody else on the wire, who sees what the centre writes down.
    const witness = await openConsole(centre.url, 'desk-2')
    await witness.resume()

    await centre.press(1)
    await witness.until(() => witness.entries().some((e) => e.kind === 'alarm.presented'))

    // The page stands still from here on: it takes in nothing more and draws nothing.
    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible())
      window?.webContents.debugger.attach()
      return window?.webContents.debugger.sendCommand('Emulation.setScriptExecutionDisabled', {
        value: false,
      })
    })
    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible())
      return window?.webContents.debugger
        .sendCommand('Debugger.enable')
        .then(() => window.webContents.debugger.sendCommand('Debugger.pause'))
    })
    await centre.press(2)
    const caseIds = () =>
      witness
        .entries()
        .filter((e) => e.kind === 'alarm.raised')
        .map((e) => e.id)
    await witness.until(() => caseIds().length === 2)
    const unseen = caseIds()[1] ?? ''
    const said = (kind: string) => witness.entries().filter((e) => e.caseId === unseen && e.kind === kind)
    await witness.until(() => said('alarm.escalated').length > 0)
    // The page is ended for its silence and comes back; what it then shows comes after.
    const escalatedAt = said('alarm.escalated')[0]?.seq ?? 0
    expect(said('alarm.presented').filter(({ seq }) => seq < escalatedAt)).toEqual([])
    expect(said('alarm.escalated')[0]?.payload).toMatch(/notPresented|noAttendedConsole/)
    witness.close()
  } finally {
    await centre.close()
  }
})
