import { expect } from '@playwright/test'
import { technicianAt } from '../../test/e2e/technician.ts'
import { patience, type Stop, sitDown } from './stop.ts'

/** A technician, a box of locks that came back, and which of them may hang on a door again. */
export const workbench = async (stop: Stop): Promise<void> => {
  const { page, camera, operator, seen, dongle, serialOf } = stop
  await sitDown(stop, /tekniker/)
  await seen('view-workbench').click()
  const technician = technicianAt(page)
  const [good, liar, jams] = [serialOf('good'), serialOf('pretendsToWipe'), serialOf('jams')]
  await expect(technician.radio).toHaveText(/klar/, { timeout: patience })
  await expect(technician.unit(good).locator('[data-signal]')).toBeVisible({ timeout: patience })
  await camera.shoot('a-box-of-returned-locks')

  await technician.scanAll([good, liar, jams])
  await expect(page.getByRole('img', { name: /vridning 6/ }).first()).toBeVisible({ timeout: patience })
  await camera.shoot('a-test-and-its-plots')
  await expect(technician.running).toContainText(liar, { timeout: patience })
  await technician.choose(good)
  await expect(technician.verdict).toBeVisible({ timeout: patience })
  await camera.shoot('a-verdict-to-sign')
  await technician.sign()
  await seen('bench-label').click()
  await expect(seen('label-preview')).toBeVisible()
  await camera.shoot('signed-and-labelled')
  await page.keyboard.press('Escape')

  await expect(technician.running).toContainText(jams, { timeout: patience })
  await technician.choose(liar)
  await expect(seen('bench-half')).toBeVisible({ timeout: patience })
  await camera.shoot('only-says-that-it-is-wiped')
  await expect(technician.running).toHaveCount(0, { timeout: patience })
  await technician.choose(jams)
  await expect(technician.verdict).toBeVisible({ timeout: patience })
  await operator.settings({ theme: 'light', language: 'English' })
  await camera.shoot('the-workbench-in-light-and-english')
  await operator.settings({ theme: 'contrast', language: 'Svenska' })
  await camera.shoot('the-workbench-in-high-contrast-and-swedish')
  await operator.settings({ theme: 'dark', language: 'Bokmål' })

  dongle.pullOut()
  await expect(technician.lacks).toBeVisible({ timeout: patience })
  await camera.shoot('no-dongle')
  await seen('view-operations').click()
  await sitDown(stop, /operatør/)
}
