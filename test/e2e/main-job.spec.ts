import { expect, test } from './fixture.ts'
import { type Hands, operatorAt } from './operator.ts'

const quick = ['--practice', '--speed', '12']

for (const hands of ['keyboard', 'mouse'] as const satisfies readonly Hands[]) {
  test(`an operator answers an alarm and gets help through the door, by ${hands} alone`, async ({
    launch,
  }) => {
    test.setTimeout(180_000)
    const { page } = await launch({ args: quick })
    const operator = operatorAt(page, hands)
    await expect(page.getByTestId('alarm-card').first()).toBeVisible({ timeout: 30_000 })
    await operator.signIn()

    await operator.answerTop()
    await expect(page.getByTestId('door').first()).toBeVisible()
    const doors = await page.getByTestId('door').count()
    expect(doors).toBeGreaterThanOrEqual(2)

    await operator.note('Svarer ikke på anrop.')
    await expect(page.getByTestId('timeline')).toContainText('Svarer ikke på anrop.')

    await operator.dispatchNearest()
    await operator.grantAllDoors()
    await expect(page.getByTestId('grant').first()).toHaveAttribute('data-state', 'active')

    // The patrol drives, stands before each door, and the bolt moves: both are seen here by their time.
    const used = operator.grantDoors.filter({ hasText: /\d{2}:\d{2}/ })
    await expect(used).toHaveCount(2, { timeout: 120_000 })

    await operator.close()
    await expect(page.getByTestId('close-case')).toBeDisabled()
    await expect(page.getByTestId('timeline')).toContainText(/avsluttet/i)
  })
}
