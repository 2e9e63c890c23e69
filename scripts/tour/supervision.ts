import { expect } from '@playwright/test'
import { patience, type Stop, sitDown } from './stop.ts'

/** A lost phone, what was opened, and the keys that say so: a supervisor's part. */
export const supervision = async (stop: Stop): Promise<void> => {
  const { page, camera, operator, seen } = stop
  await seen('open-handsets').click()
  await seen('handset').first().click()
  await expect(seen('handset-page')).toBeVisible()
  await camera.shoot('a-lost-phone')
  // What has just come up is not acted on: pressed again, as people do.
  await expect(async () => {
    await seen('block').click()
    await expect(seen('handset-blocked')).toBeVisible({ timeout: 1_500 })
  }).toPass({ timeout: patience })
  await camera.shoot('blocked-and-what-it-may-still-open')
  await page.keyboard.press('Escape')

  await sitDown(stop, /vaktleder/)
  await seen('view-review').click()
  await expect(seen('story')).toBeVisible({ timeout: patience })
  await camera.shoot('after-review')
  await operator.settings({ theme: 'light', language: 'English' })
  await camera.shoot('after-review-in-english')
  await operator.settings({ theme: 'dark', language: 'Bokmål' })
  await page.keyboard.press('Control+k')
  await seen('palette-input').fill('signeringsnøkler')
  await page.keyboard.press('Enter')
  await expect(seen('signing-keys-dialog')).toBeVisible()
  await camera.shoot('signing-keys')
  await page.keyboard.press('Escape')
}
