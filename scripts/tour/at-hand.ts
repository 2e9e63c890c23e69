import { expect } from '@playwright/test'
import { patience, type Stop } from './stop.ts'

/** What is at hand all the time, and a night in which everybody calls. */
export const atHand = async ({ page, camera, operator, seen }: Stop): Promise<void> => {
  await page.keyboard.press('Control+k')
  await seen('palette-input').fill('storgata')
  await expect(page.getByRole('menuitem').first()).toBeVisible()
  await camera.shoot('the-palette-finds-it')
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(seen('palette')).toBeHidden({ timeout: 1_000 })
  }).toPass()

  await seen('open-instructor').click()
  await expect(seen('running')).toBeVisible()
  await camera.shoot('the-instructors-panel')
  await operator.startScenario('storm')
  await expect(async () => expect(await operator.waiting.count()).toBeGreaterThan(5)).toPass({
    timeout: patience,
  })
  await camera.shoot('a-storm')
  await page.keyboard.press('Control+l')
  await expect(seen('locked')).toBeVisible()
  await camera.shoot('locked-and-ringing-on')
}
