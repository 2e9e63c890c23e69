import { expect } from '@playwright/test'
import { launchConsole } from '../../test/e2e/fixture.ts'
import { operatorAt } from '../../test/e2e/operator.ts'
import { openCamera } from './camera.ts'

// Drives the real window through the main job and takes a picture of each step; a step that fails fails the tour.

const fewest = 12
/** Times life: the patrol is there in seconds, and the pictures are of minutes. */
const speed = '12'
const patience = 120_000

const console_ = await launchConsole({ args: ['--practice', '--speed', speed] })
try {
  const { page } = console_
  const camera = await openCamera(console_)
  const operator = operatorAt(page, 'keyboard')
  const seen = (id: string) => page.getByTestId(id)

  await expect(seen('alarm-card').first()).toBeVisible({ timeout: patience })
  await expect(seen('people')).toBeVisible({ timeout: patience })
  await expect(page.locator('[data-testid="map-drawn"][data-ready]')).toBeAttached({ timeout: patience })
  await camera.shoot('rings-before-anybody-signs-in')

  await operator.signIn()
  await camera.shoot('an-alarm-waits')

  await operator.answerTop()
  await expect(seen('door').first()).toBeVisible()
  await camera.shoot('answered-and-how-to-get-in')

  await operator.begin('dispatch')
  await camera.shoot('who-is-nearest')
  await operator.confirm()
  await expect(page.locator('[data-testid="responder"][data-here]')).toBeVisible()
  await camera.shoot('patrol-under-way')

  await operator.begin('grant')
  await camera.shoot('a-grant-names-holder-doors-and-reason')
  await operator.confirm()
  await expect(seen('grant').first()).toHaveAttribute('data-state', 'active')
  await seen('grants').scrollIntoViewIfNeeded()
  await camera.shoot('granted')

  const used = operator.grantDoors.filter({ hasText: /\d{2}:\d{2}/ })
  await expect(used.first()).toBeVisible({ timeout: patience })
  await camera.shoot('the-street-door-opened')
  await expect(used).toHaveCount(2, { timeout: patience })
  await seen('grants').scrollIntoViewIfNeeded()
  await camera.shoot('both-doors-opened')

  await operator.settings({ theme: 'light', language: 'English' })
  await camera.shoot('light-in-english')
  await operator.settings({ theme: 'contrast', language: 'Svenska' })
  await camera.shoot('high-contrast-in-swedish')
  await operator.settings({ theme: 'dark', language: 'Bokmål' })

  await operator.begin('close')
  await camera.shoot('closing')
  await operator.confirm()
  await expect(seen('close-case')).toBeDisabled()
  await camera.shoot('closed-with-its-timeline')

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

  if (camera.taken() < fewest) throw new Error(`only ${camera.taken()} pictures`)
} catch (error) {
  process.stderr.write(`${console_.output()}\n`)
  throw error
} finally {
  await console_.close()
}
