import type { Page } from '@playwright/test'
import { nb } from '../../src-renderer/i18n/nb.ts'
import { expect, test } from './fixture.ts'
import { type Operator, operatorAt } from './operator.ts'

/** Doors and phones of the practice centre, as real as the centre itself; life goes faster than the clock. */
const practice = (scenario: string): readonly string[] => [
  '--practice',
  '--scenario',
  scenario,
  '--speed',
  '12',
]

/** The patrol that was sent has its grant; what it meets at the door follows. */
const sentIn = async (page: Page, operator: Operator): Promise<void> => {
  await expect(page.getByTestId('alarm-card').first()).toBeVisible({ timeout: 30_000 })
  await operator.signIn()
  await operator.answerTop()
  await operator.dispatchNearest()
}

for (const [scenario, cause] of [
  ['wrong-door', 'wrongDoor'],
  ['jam-in-use', 'jammed'],
] as const)
  test(`a practice door refuses for real, and what to do stands beside it: ${cause}`, async ({ launch }) => {
    test.setTimeout(180_000)
    const { page } = await launch({ args: practice(scenario) })
    const operator = operatorAt(page, 'mouse')
    await sentIn(page, operator)
    await operator.grantAllDoors()
    const refusal = page.getByTestId('refusal').and(page.locator(`[data-cause="${cause}"]`))
    await expect(refusal.first()).toContainText(nb.refusalDo[cause], { timeout: 150_000 })
    await expect(page.getByTestId('timeline')).toContainText(nb.refusalCause[cause])
  })

test('a practice lock that lost its clock says what brings it, and that it refused comes home late', async ({
  launch,
}) => {
  test.setTimeout(180_000)
  const { page } = await launch({ args: practice('clock-lost') })
  const operator = operatorAt(page, 'mouse')
  await sentIn(page, operator)
  await expect(page.getByTestId('door-next').and(page.locator('[data-trouble="clockLost"]'))).toContainText(
    nb.door.next.clockLost,
  )
  await operator.grantAllDoors()
  const refused = page
    .getByTestId('timeline')
    .getByRole('listitem')
    .filter({ hasText: nb.refusalCause.noClock })
  await expect(refused.first()).toBeVisible({ timeout: 150_000 })
})

test('a practice door that was broken open says so, with what to do before anybody goes in', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  const { page } = await launch({ args: practice('forced-door') })
  const operator = operatorAt(page, 'mouse')
  await expect(page.getByTestId('alarm-card').first()).toBeVisible({ timeout: 30_000 })
  await operator.signIn()
  await operator.answerTop()
  for (const trouble of ['forcedOpen', 'escutcheonRemoved'] as const)
    await expect(
      page.getByTestId('door-next').and(page.locator(`[data-trouble="${trouble}"]`)),
    ).toContainText(nb.door.next[trouble], { timeout: 60_000 })
})

test('a code that is read aloud is typed at the practice keypad, and its use comes home', async ({
  launch,
}) => {
  test.setTimeout(240_000)
  const { page } = await launch({ args: practice('dead-phone') })
  const operator = operatorAt(page, 'mouse')
  await sentIn(page, operator)
  await operator.grantAllDoors()
  await operator.giveCode()
  await page.getByTestId('code-done').click()
  await expect(page.getByTestId('code')).toContainText(/brukt \d\d:\d\d/, { timeout: 200_000 })
  await expect(page.getByTestId('timeline')).toContainText('hvem vet vi ikke')
})
