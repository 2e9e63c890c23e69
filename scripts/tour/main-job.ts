import { expect } from '@playwright/test'
import { patience, type Stop } from './stop.ts'

/** An alarm from its first ring to its last line. */
export const mainJob = async ({ page, camera, operator, seen }: Stop): Promise<void> => {
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
}
