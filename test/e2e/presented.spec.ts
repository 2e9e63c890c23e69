import { openConsole } from '../integration/centre/harness.ts'
import { openTestCentre } from './centre.ts'
import { expect, test } from './fixture.ts'
import { operatorAt } from './operator.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }

test('an alarm that comes to a hidden window is stored there, not presented, and escalates until it is shown', async ({
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

    // Nobody can see what it paints from here on. (A page that hangs is ended and comes back: a row of the chaos run.)
    const seen = (isSeen: boolean): Promise<void> =>
      app.evaluate(({ BrowserWindow }, show) => {
        const window = BrowserWindow.getAllWindows().find((one) =>
          new URL(one.webContents.getURL()).pathname.endsWith('/index.html'),
        )
        if (show) window?.show()
        else window?.hide()
      }, isSeen)
    await seen(false)
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
    expect(said('alarm.presented')).toEqual([])
    expect(said('alarm.escalated')[0]?.payload).toMatch(/notPresented|noAttendedConsole/)
    await seen(true)
    await witness.until(() => said('alarm.presented').length > 0)
    witness.close()
  } finally {
    await centre.close()
  }
})
