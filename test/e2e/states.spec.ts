import { expectAccessible } from './accessible.ts'
import { openTestCentre } from './centre.ts'
import { openPhone } from './field.ts'
import { expect, test } from './fixture.ts'
import { operatorAt } from './operator.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }

test('axe finds nothing in any state of the view, in any theme', async ({ launch }) => {
  test.setTimeout(240_000)
  const centre = await openTestCentre()
  const phone = await openPhone(centre.url)
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'mouse')
    const at = (state: string) => test.step(state, () => expectAccessible(page, state))
    const dialog = async (state: string, open: () => Promise<void>): Promise<void> => {
      await open()
      await expect(page.getByRole('dialog')).toBeVisible()
      await at(state)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
    await expect(page.getByTestId('people')).toBeVisible({ timeout: 30_000 })
    await at('signed out, nothing waits')
    await centre.press(1)
    await expect(operator.waiting).toHaveCount(1)
    await at('signed out, an alarm rings')
    await operator.signIn(ida)
    await at('signed in, an alarm waits')
    await operator.answerTop()
    await at('answered')
    await dialog('dispatching', () => operator.begin('dispatch'))
    await operator.dispatchNearest()
    await dialog('granting', () => operator.begin('grant'))
    await operator.grantAllDoors()
    await at('granted')
    await dialog('revoking', () => page.getByTestId('revoke').first().click())
    await operator.revoke()
    await expect(page.getByTestId('grant').first()).toHaveAttribute('data-state', /revok|ended/)
    await at('revoked')
    await dialog('noting', () => page.keyboard.press('n'))
    await dialog('returning', () => page.keyboard.press('b'))
    await dialog('closing', () => operator.begin('close'))
    await centre.press(1)
    await expect(page.getByTestId('acknowledge').first()).toBeVisible()
    await at('pressed again')
    await page.getByTestId('acknowledge').first().click()
    await expect(page.getByTestId('acknowledge')).toHaveCount(0)
    await centre.intake('<mrq>what is this')
    await expect(operator.waiting).toHaveCount(1)
    await at('an unreadable alarm rings')
    await operator.close()
    await expect(page.getByTestId('close-case')).toBeDisabled()
    await at('closed')
    await dialog('settings', () => page.getByTestId('open-settings').click())
    await dialog('keys', () => page.getByTestId('open-keys').click())
    await dialog('palette', () => page.keyboard.press('Control+k'))
    for (let n = 2; n < 40; n++) await centre.press(n)
    await expect(page.getByTestId('more-waiting')).toBeVisible()
    await at('a storm')
    await centre.kill()
    await expect(page.getByTestId(/banner-(away|blind)/)).toBeVisible({ timeout: 30_000 })
    await at('centre away')
  } finally {
    phone.close()
    await centre.close()
  }
})
