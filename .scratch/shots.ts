import { chmodSync, writeFileSync } from 'node:fs'
import { launchConsole } from '../test/e2e/fixture.ts'
writeFileSync('/tmp/vk-clock', '-600000'); chmodSync('/tmp/vk-clock', 0o644)
const c = await launchConsole({ args: ['--practice', '--residents', '200', '--scenario', 'storm'], env: { VAKTROM_CLOCK: '/tmp/vk-clock', TZ: 'Europe/Oslo' } }).catch(() => launchConsole({ args: ['--practice', '--residents', '200'], env: { VAKTROM_CLOCK: '/tmp/vk-clock', TZ: 'Europe/Oslo' } }))
await c.page.waitForTimeout(4000)
for (const [n, settings] of [['dark-nb', { theme: 'dark', language: 'nb' }], ['light-en', { theme: 'light', language: 'en' }], ['dark-sv', { theme: 'dark', language: 'sv' }]] as const) {
  await c.page.evaluate((s) => window.vaktrom.call('keepSettings', { settings: s }), settings)
  await c.page.reload()
  await c.page.getByTestId('pulse-clock').waitFor({ timeout: 20000 })
  await c.page.waitForTimeout(1500)
  await c.page.screenshot({ path: `/tmp/clock-${n}.png` })
}
await c.close()
