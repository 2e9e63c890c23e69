import { expect, type Locator, type Page } from '@playwright/test'
import { pinOf } from '../integration/centre/town.ts'

export const tor = { name: 'Tor Tek', personId: 'p-tek' }

/** What the window says of a unit that is chosen, at one moment. */
export type Said = {
  readonly verdict: string | null
  /** Kinds of what stands against it, and after them of what was not tested. */
  readonly findings: readonly string[]
  /** In red: it must not leave the bench. */
  readonly isHalfWiped: boolean
  /** How many tests its history has. */
  readonly tests: number
}

/** Somebody at the workbench: says what a technician does and sees; only this file knows how it is built. */
export type Technician = {
  readonly unit: (serial: string) => Locator
  /** Chooses a unit of the list. */
  readonly choose: (serial: string) => Promise<void>
  /** A scanner gun, wherever the focus is: it types faster than anybody, and presses Enter. */
  readonly scan: (text: string) => Promise<void>
  /** One label after another, each as soon as something was said of the one before. */
  readonly scanAll: (serials: readonly string[]) => Promise<void>
  /** What was said of the newest scan. */
  readonly heard: Locator
  readonly queue: Locator
  readonly running: Locator
  /** Chooses a unit and reads what is said of it. */
  readonly said: (serial: string) => Promise<Said>
  /** Those in the air that are known by their name alone. */
  readonly nameless: (name: string) => Locator
  /** Asks the first of that name who it is. */
  readonly identify: (name: string) => Promise<void>
  /** Tests what is chosen. */
  readonly test: () => Promise<void>
  readonly stop: () => Promise<void>
  /** The units that stand above all others, in red. */
  readonly red: Locator
  readonly radio: Locator
  /** The card that says what is lacking before a lock can be heard. */
  readonly lacks: Locator
  /** The steps of the test that runs or is open. */
  readonly step: (name: string) => Locator
  readonly verdict: Locator
  readonly findings: Locator
  /** Chooses a verdict by its key, and signs nothing yet. */
  readonly judge: (key: '1' | '2' | '3') => Promise<void>
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
  const pane = byTestId('bench-unit-pane')
  const choose = async (serial: string): Promise<void> => {
    await unit(serial).click()
    await expect(pane.getByRole('heading', { name: serial })).toBeVisible()
  }
  const scan = async (text: string): Promise<void> => {
    // In one go, as a gun's buffer comes: a driver that waits for each key would be as slow as a hand.
    await page.evaluate((typed) => {
      const press = (key: string) =>
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
        )
      for (const sign of typed) press(sign)
      press('Enter')
    }, text)
  }
  const nameless = (name: string): Locator =>
    page
      .getByRole('listitem')
      .filter({ hasText: name })
      .filter({ has: byTestId('bench-identify') })
  const judge = async (key: '1' | '2' | '3'): Promise<void> => {
    const chosen = byTestId('bench-verdicts').getByRole('radio')
    // A key judges only what has stood there for half a second: pressed again until it does, as people do.
    await expect(async () => {
      await page.keyboard.press(key)
      await expect(chosen.nth(Number(key) - 1)).toBeChecked({ timeout: 700 })
    }).toPass()
  }
  const signAs = async (key?: '1' | '2' | '3'): Promise<void> => {
    await expect(byTestId('bench-sign')).toBeVisible()
    if (key !== undefined) await judge(key)
    const answered = signed.or(byTestId('proof-pin')).or(byTestId('trouble'))
    await expect(async () => {
      if ((await answered.count()) === 0) await page.keyboard.press('Control+Enter')
      await expect(answered).toBeVisible({ timeout: 2_000 })
    }).toPass()
    if ((await byTestId('proof-pin').count()) > 0) {
      await byTestId('proof-pin').fill(pinOf(tor.personId))
      await page.keyboard.press('Enter')
    }
  }
  return {
    unit,
    choose,
    scan,
    scanAll: async (serials) => {
      for (const serial of serials) {
        const before = await heard.getAttribute('data-n')
        await scan(serial)
        await page.waitForFunction(
          (n) => document.querySelector('[data-testid="bench-heard"]')?.getAttribute('data-n') !== n,
          before,
        )
      }
    },
    said: async (serial) => {
      await choose(serial)
      return pane.evaluate((shown) => {
        const found = (id: string) => shown.querySelector(`[data-testid="${id}"]`)
        const items = shown.querySelectorAll('[data-testid="bench-report"] li[data-kind]')
        return {
          verdict: found('bench-verdict')?.getAttribute('data-verdict') ?? null,
          findings: [...items].map((item) => item.getAttribute('data-kind') ?? ''),
          isHalfWiped: found('bench-half') !== null,
          tests: shown.querySelectorAll('[data-testid="bench-history-item"]').length,
        }
      })
    },
    nameless,
    identify: (name) => nameless(name).first().getByTestId('bench-identify').click(),
    test: () => page.keyboard.press('t'),
    stop: () => page.keyboard.press('s'),
    red: page.locator('[data-half]'),
    radio: byTestId('bench-radio'),
    lacks: byTestId('bench-lacks'),
    heard,
    queue: byTestId('bench-queue').getByRole('listitem'),
    running: byTestId('bench-running'),
    step: (name) => byTestId('bench-steps').locator(`[data-step="${name}"]`),
    verdict: byTestId('bench-verdict'),
    findings: byTestId('bench-findings').getByRole('listitem'),
    judge,
    sign: async (key) => {
      await signAs(key)
      await expect(signed).toBeVisible()
    },
    signed,
  }
}
