import { expect } from '@playwright/test'
import { patience, type Stop } from './stop.ts'

/** Every other way through the door, each where it is needed: a scenario of the instructor's brings the alarm. */
export const waysIn = async (stop: Stop): Promise<void> => {
  await blockFire(stop)
  await spokenCode(stop)
  await keyOut(stop)
  await sharedCode(stop)
}

/** Starts a scenario and answers the alarm that it brings; whoever called before it waits for a colleague. */
const called = async ({ page, operator, seen }: Stop, scenario: string): Promise<void> => {
  const cases = () =>
    page
      .locator('[data-testid="queue"] [data-case]')
      .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-case') ?? ''))
  const before = await cases()
  const fresh = async () => (await cases()).find((one) => !before.includes(one))
  // What is answered next must be seen to open.
  if (await seen('case-close').isVisible()) await seen('case-close').click()
  await seen('open-instructor').click()
  await operator.startScenario(scenario)
  await expect.poll(fresh, { timeout: patience }).toBeDefined()
  await page
    .locator(`[data-case="${await fresh()}"]`)
    .getByTestId('answer')
    .click()
  await expect(seen('close-case')).toBeEnabled()
  await expect(seen('door').first()).toBeVisible()
}

/** The newest case is left to its crew; what waits besides is not for this picture. */
const done = async ({ page, operator, seen }: Stop): Promise<void> => {
  await operator.begin('close')
  const note = seen('close-note')
  if (await note.count()) await note.fill('Ingen svarte, men hjelpen kom fram.')
  await operator.confirm()
  await expect(page.getByTestId('close-case')).toBeDisabled()
}

const blockFire = async (stop: Stop): Promise<void> => {
  const { page, camera, operator, seen } = stop
  await called(stop, 'block-fire')
  await seen('case-more').click()
  await page.getByRole('menuitem', { name: /brann i blokk/ }).click()
  await seen('incident-number').fill('110-4471')
  await camera.shoot('opening-an-incident')
  await operator.confirm()
  await expect(seen('incident-line')).toBeVisible()
  await expect(seen('residents')).toBeVisible()
  await camera.shoot('a-fire-in-a-block')
  await operator.crewMessage()
  await camera.shoot('what-the-crew-needs')
  await page.keyboard.press('Escape')
  await operator.dispatchNearest()
  await operator.chooseGrant({ isOffline: true })
  await expect(seen('offline-warning')).toBeVisible()
  await camera.shoot('an-offline-lease-is-warned-of')
  await operator.confirm()
  await expect(seen('grant').first()).toBeVisible()
  await expect(operator.grantDoors.filter({ hasText: /\d{2}:\d{2}/ }).first()).toBeVisible({
    timeout: patience,
  })
  await seen('grants').scrollIntoViewIfNeeded()
  await camera.shoot('one-grant-for-many-doors')
  await seen('who-may-open').scrollIntoViewIfNeeded()
  await camera.shoot('who-may-open-now')
  await done(stop)
}

const spokenCode = async (stop: Stop): Promise<void> => {
  const { camera, operator, seen } = stop
  await called(stop, 'dead-phone')
  await operator.dispatchNearest()
  await seen('give-code').first().click()
  await expect(seen('code-honest')).toBeVisible()
  await camera.shoot('what-a-spoken-code-cannot-promise')
  await seen('confirm').click()
  await expect(seen('digits')).toBeVisible()
  await camera.shoot('a-code-to-say')
  await seen('code-done').click()
  await done(stop)
}

const keyOut = async (stop: Stop): Promise<void> => {
  const { camera, operator, seen } = stop
  await called(stop, 'key-cabinet')
  await operator.dispatchNearest()
  await seen('hand-out-key').first().click()
  await operator.confirm()
  await expect(seen('key-out')).toBeVisible()
  await seen('doors').scrollIntoViewIfNeeded()
  await camera.shoot('a-key-is-out')
  await done(stop)
}

const sharedCode = async (stop: Stop): Promise<void> => {
  const { page, camera, seen } = stop
  await called(stop, 'private-lock')
  await seen('show-shared-code').first().click()
  await seen('confirm').click()
  await expect(seen('digits')).toBeVisible()
  await camera.shoot('a-shared-code-leaves-no-trace')
  await page.keyboard.press('Escape')
  await done(stop)
}
