import type { Page } from '@playwright/test'
import type { Heard } from '../../src-preload/contract/contract.ts'
import { inPage } from '../chaos/eyes.ts'
import { openConsole } from '../integration/centre/harness.ts'
import { pinOf } from '../integration/centre/town.ts'
import { expectAccessible } from './accessible.ts'
import { openTestCentre } from './centre.ts'
import { openPhone } from './field.ts'
import { expect, test } from './fixture.ts'
import { operatorAt } from './operator.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }
const jon = { name: 'Jon Vik', personId: 'p-jon' }
const begun = 'kanari: naboen har nøkkel'
const canaries = /Resident \d|Strandgata|kanari/

declare global {
  interface Window {
    /** Every push that this page has heard since, as text. */
    heardPushes?: string[]
  }
}

/** Marks on the map say that there is a lock, not whose. */
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const heard: string[] = []
    window.heardPushes = heard
    const names = [
      'alarms',
      'alerts',
      'units',
      'case',
      'health',
      'session',
      'command',
      'access',
      'show',
    ] as const
    for (const name of names)
      window.vaktrom.on(name, (value: Heard[typeof name]) => heard.push(JSON.stringify({ name, value })))
  })
const heardBy = (page: Page): Promise<string[]> => page.evaluate(() => window.heardPushes ?? [])

test('a locked screen shows and is told nothing of anybody, rings all the same, and gives back what was begun', async ({
  launch,
}) => {
  // Playwright may have to take hold of the console twice.
  test.setTimeout(120_000)
  const centre = await openTestCentre()
  try {
    const { page, app } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'keyboard')
    await operator.signIn(ida)
    await centre.press(1)
    await operator.answerTop()
    await expect(page.getByTestId('case')).toContainText('Resident 1')
    await expect(async () => {
      await page.keyboard.press('n')
      await expect(page.getByTestId('note-text')).toBeVisible({ timeout: 700 })
    }).toPass()
    await page.getByTestId('note-text').fill(begun)

    await page.keyboard.press('Control+l')
    await expect(page.getByTestId('locked')).toBeVisible()
    await expect(page.getByTestId('case')).toBeHidden()
    await listen(page)
    await centre.press(2)
    await expect(operator.waiting).toHaveCount(1)
    await expect(operator.waiting).toContainText('Sentrum')
    await expect(operator.waiting).toHaveAttribute('data-ringing', 'true')
    const press = await operator.waiting.getAttribute('data-press')
    // The sound window's own sink has it.
    await expect
      .poll(() => inPage(app, 'sound', () => document.documentElement.dataset.sounding ?? ''), {
        timeout: 10_000,
      })
      .toContain(press)
    // A key that would answer, open or type does nothing; what stands in the window is looked through whole.
    await operator.waiting.click()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeHidden()
    expect(await page.content()).not.toMatch(canaries)
    expect((await heardBy(page)).filter((text) => canaries.test(text))).toEqual([])
    await expectAccessible(page, 'locked')

    await page.getByTestId('unlock-pin').fill('no')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('locked').getByRole('alert')).toBeVisible()
    await page.getByTestId('unlock-pin').fill(pinOf('p-ida'))
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('note-text')).toHaveValue(begun)
    await expect(operator.waiting).toContainText('Resident 2')

    // Somebody else takes the desk over and finds it empty.
    await page.keyboard.press('Control+l')
    await page.getByTestId('lock-other').click()
    await operator.signIn(jon)
    await expect(operator.others.or(operator.waiting).first()).toContainText('Resident')
    await expect(page.getByTestId('case-empty')).toBeVisible()
    expect(await page.content()).not.toContain('kanari')
    await page.getByTestId('person').click()
    await page.getByTestId('lock').click()
    await expect(page.getByTestId('locked')).toContainText(jon.name)
  } finally {
    await centre.close()
  }
})

test('what opens a door asks for the PIN in place, keyboard first; the centre refuses it without', async ({
  launch,
}) => {
  // Always long ago for the window; for the centre a moment.
  const centre = await openTestCentre('plain', {
    limits: {
      proveAfterSeconds: 2,
      lockAfterSeconds: 25,
      lockAfterOwnSeconds: 25,
    },
  })
  const phone = await openPhone(centre.url)
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'keyboard')
    await operator.signIn(ida)
    await centre.press(1)
    await operator.answerTop()
    await operator.dispatchNearest()
    // Nobody has touched anything for so long that it is said before the screen locks; a hand on the mouse ends it.
    await expect(page.getByTestId('banner-lock')).toBeVisible()
    await listen(page)
    await page.mouse.move(300, 300)
    await expect
      .poll(async () => (await heardBy(page)).some((text) => text.includes('"locksAt":null')))
      .toBe(true)

    await expect(page.getByTestId('give-grant')).toBeEnabled()
    await operator.begin('grant')
    await expect(page.getByTestId('proof-pin')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('proof').getByRole('alert')).toBeVisible()
    await page.keyboard.type('no')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('grant-dialog')).toBeVisible()
    await expectAccessible(page, 'asked for the PIN')
    // A window that does not ask gets nowhere.
    const witness = await openConsole(centre.url, 'desk-2')
    await witness.resume()
    await page.getByTestId('proof-pin').fill(pinOf('p-ida'))
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('grant-dialog')).toBeHidden()
    await expect(page.getByTestId('grant').first()).toBeVisible()
    expect(witness.entries().filter((e) => e.kind === 'grant.issued')).toHaveLength(1)
    witness.close()
  } finally {
    phone.close()
    await centre.close()
  }
})
