import { expect, type Locator, type Page } from '@playwright/test'
import { pinOf } from '../integration/centre/town.ts'

export const tor = { name: 'Tor Tek', personId: 'p-tek' }

/** Somebody at the workbench: says what a technician does and sees; only this file knows how it is built. */
export type Technician = {
  readonly unit: (serial: string) => Locator
  /** Chooses a unit of the list. */
  readonly choose: (serial: string) => Promise<void>
  /** A scanner gun, wherever the focus is: it types faster than anybody, and presses Enter. */
  readonly scan: (text: string) => Promise<void>
  /** What was said of the newest scan. */
  readonly heard: Locator
  readonly queue: Locator
  readonly running: Locator
  /** The steps of the test that runs or is open. */
  readonly step: (name: string) => Locator
  readonly verdict: Locator
  readonly findings: Locator
  /** Signs what the limits say, or another verdict by its key; with the PIN, where it is asked for. */
  readonly sign: (key?: '1' | '2' | '3') => Promise<void>
  readonly signed: Locator
}

/** A test of a simulated unit, from beginning to verdict. */
export const testMs = 60_000

export const technicianAt = (page: Page): Technician => {
  const byTestId = (id: string) => page.getByTestId(id)
  const unit = (serial: string) => page.locator(`[data-unit="${serial}"]`)
  const heard = byTestId('bench-heard')
  const signed = byTestId('bench-signed')
  return {
    unit,
    choose: async (serial) => {
      await unit(serial).click()
      await expect(byTestId('bench-unit-pane').getByRole('heading', { name: serial })).toBeVisible()
    },
    scan: async (text) => {
      // In one go, as a gun's buffer comes: a driver that waits for each key would be as slow as a hand.
      await page.evaluate((typed) => {
        const press = (key: string) =>
          (document.activeElement ?? document.body).dispatchEvent(
            new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
          )
        for (const sign of typed) press(sign)
        press('Enter')
      }, text)
    },
    heard,
    queue: byTestId('bench-queue').getByRole('listitem'),
    running: byTestId('bench-running'),
    step: (name) => byTestId('bench-steps').locator(`[data-step="${name}"]`),
    verdict: byTestId('bench-verdict'),
    findings: byTestId('bench-findings').getByRole('listitem'),
    sign: async (key) => {
      await expect(byTestId('bench-sign')).toBeVisible()
      const chosen = byTestId('bench-verdicts').getByRole('radio')
      // A key judges only what has stood there for half a second: pressed again until it does, as people do.
      if (key !== undefined)
        await expect(async () => {
          await page.keyboard.press(key)
          await expect(chosen.nth(Number(key) - 1)).toBeChecked({ timeout: 700 })
        }).toPass()
      await expect(async () => {
        if ((await signed.count()) === 0 && (await byTestId('proof-pin').count()) === 0)
          await page.keyboard.press('Control+Enter')
        await expect(signed.or(byTestId('proof-pin'))).toBeVisible({ timeout: 2_000 })
      }).toPass()
      if ((await byTestId('proof-pin').count()) > 0) {
        await byTestId('proof-pin').fill(pinOf(tor.personId))
        await page.keyboard.press('Enter')
      }
      await expect(signed).toBeVisible()
    },
    signed,
  }
}
