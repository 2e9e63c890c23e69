import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { openTestCentre } from './centre.ts'
import { givenByRelative, openPhone } from './field.ts'
import { expect, test } from './fixture.ts'
import { operatorAt } from './operator.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }
const eva = { name: 'Eva Lund', personId: 'p-eva' }
const ola = { name: 'Ola Berg', personId: 'p-ola' }

const signOut = async (page: Page): Promise<void> => {
  await page.getByTestId('person').click()
  await page.getByTestId('sign-out').click()
  await expect(page.getByTestId('sign-in')).toBeVisible()
}

/** The phone of Patrulje 4, from the rail. */
const openPhonePage = async (page: Page): Promise<void> => {
  await page.getByTestId('open-handsets').click()
  await page.getByTestId('handset').filter({ hasText: 'Patrulje 4' }).click()
  await expect(page.getByTestId('handset-page')).toBeVisible()
}

/** A key acts only on what has stood there for half a second; this is that half second, by the page's own clock. */
const hasStood = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const begun = performance.now()
        const look = () => (performance.now() - begun > 500 ? resolve(null) : requestAnimationFrame(look))
        look()
      }),
  )

test('a lost phone is blocked from the palette by keyboard alone, and let in again by a supervisor only', async ({
  launch,
}) => {
  test.setTimeout(180_000)
  const centre = await openTestCentre()
  const phone = await openPhone(centre.url)
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'keyboard')
    await operator.signIn(ida)
    await centre.press(1)
    await operator.answerTop()
    await operator.dispatchNearest()
    await operator.grantAllDoors()
    await expect.poll(() => phone.grants().length).toBe(1)

    let strokes = 0
    const stroke = async (key: string): Promise<void> => {
      strokes += 1
      await page.keyboard.press(key)
    }
    await stroke('Control+k')
    for (const letter of 'nina') await stroke(letter)
    await expect(page.getByRole('menuitem', { name: /Nina Dal/ })).toBeVisible()
    await stroke('Enter')
    const block = page.getByTestId('block')
    await expect(block).toBeFocused()
    await expect(page.getByTestId('handsets-dialog')).toContainText(
      /Telefon 412 00 704 hos Nina Dal \(Patrulje 4\) sperres.*kan åpne til \d\d:\d\d/,
    )
    await hasStood(page)
    await stroke('Enter')
    const opened = page.getByTestId('handset-page')
    await expect(opened).toHaveAttribute('data-blocked', 'true')
    expect(strokes, 'Ctrl+K, four letters, Enter, Enter').toBe(7)

    // What is out there stays on the same page, with its end, until it has ended.
    await expect(page.getByTestId('handset-blocked')).toContainText('Sperret')
    await expect(page.getByTestId('handset-opens-at')).toContainText(/Kan åpne til \d\d:\d\d uansett/)
    await expect(page.getByTestId('unblock')).toHaveCount(0)
    await expect(opened).toContainText('Bare en vaktleder kan oppheve sperringen')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('grant').first()).toHaveAttribute('data-state', 'revoking')

    await signOut(page)
    await operator.signIn(ola)
    await openPhonePage(page)
    await expect(opened).toHaveAttribute('data-blocked', 'true')
    await expect(page.getByTestId('unblock')).toHaveCount(0)
    await page.keyboard.press('Escape')

    await signOut(page)
    await operator.signIn(eva)
    await openPhonePage(page)
    await page.getByTestId('unblock').click()
    await expect(opened).not.toHaveAttribute('data-blocked', 'true')
    // Nothing comes back, and nothing is forgotten: the old lease still stands there.
    await expect(page.getByTestId('handset-opens-at')).toHaveCount(1)
  } finally {
    phone.close()
    await centre.close()
  }
})

test('who may open lists a relative’s own grant, a live one, and what was taken back until its lease ends', async ({
  launch,
}) => {
  test.setTimeout(180_000)
  const centre = await openTestCentre()
  const phone = await openPhone(centre.url)
  try {
    await givenByRelative(centre.url, 1, 'Aslaug Brekke')
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'mouse')
    await operator.signIn(ida)
    await centre.press(1)
    await operator.answerTop()
    await operator.dispatchNearest()
    await operator.grantAllDoors()
    await expect.poll(() => phone.grants().length).toBe(1)
    await operator.revoke()
    await operator.grantAllDoors()
    await expect.poll(() => phone.grants().length).toBe(2)
    const openers = page.getByTestId('opener')
    await page.getByTestId('openers-of-case').getByRole('button').click()
    await expect(openers).toHaveCount(3)
    await expect(openers.filter({ hasText: 'tilbakekalt, kan åpne til' })).toHaveCount(1)
    await expect(openers.filter({ hasText: 'Nina Dal' })).toHaveCount(2)
    await operator.close()
    await expect(page.getByTestId('close-case')).toBeDisabled()

    // With the case closed, the place is asked: both leases are still out there.
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Resident 1')
    await page.getByRole('menuitem', { name: /^Resident 1 Strandgata 1,/ }).click()
    await page.getByTestId('place-may-open').click()
    const list = page.getByTestId('may-open-list').getByTestId('opener')
    await expect(list).toHaveCount(3)
    const own = list.filter({ hasText: 'Aslaug Brekke' })
    await expect(own).toContainText('gitt av pårørende')
    await expect(own).toContainText('uten kjent slutt')
    await expect(list.filter({ hasText: /tilbakekalt, kan åpne til \d\d:\d\d/ })).toHaveCount(2)
    await expect(page.getByTestId('open-incident')).toBeVisible()
    await expectAccessible(page, 'who may open')
  } finally {
    phone.close()
    await centre.close()
  }
})

test('a new signing key is said to be unknown to every door until a phone has brought it', async ({
  launch,
}) => {
  test.setTimeout(180_000)
  const centre = await openTestCentre()
  const phone = await openPhone(centre.url)
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'mouse')
    const palette = async (text: string): Promise<void> => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type(text)
    }
    await operator.signIn(ida)
    await palette('signeringsn')
    await expect(page.getByTestId('palette')).toContainText('Ingen treff')
    // The first one empties the field.
    for (let n = 0; n < 2; n++) await page.keyboard.press('Escape')
    await expect(page.getByTestId('palette')).toBeHidden()
    await signOut(page)

    await operator.signIn(eva)
    await palette('signeringsn')
    await page.getByRole('menuitem', { name: 'Signeringsnøkler' }).click()
    const behind = page.getByTestId('doors-behind')
    const keys = page.getByTestId('signing-key')
    await expect(keys).toHaveCount(1)
    await expect(behind).toHaveAttribute('data-behind', '0')
    await page.getByTestId('rotate-key').click()
    await expect(page.getByTestId('signing-keys-dialog')).toContainText('godtas fortsatt')
    await page.getByTestId('confirm').click()
    await expect(keys).toHaveCount(2)
    await expect(keys.first()).toHaveAttribute('data-state', 'signs')
    await expect(behind).toHaveAttribute('data-behind', '120')
    await expect(page.getByTestId('door-behind').first()).toContainText('har liste 1')
    await phone.trusted('street-1', 2)
    await expect(behind).toHaveAttribute('data-behind', '119')
    await expectAccessible(page, 'signing keys')

    await keys.last().getByTestId('strike-key').click()
    await expect(page.getByTestId('signing-keys-dialog')).toContainText(
      'Dører som ikke kjenner den nye listen, godtar fortsatt tilganger signert med den',
    )
    await expectAccessible(page, 'striking off a key')
    await page.getByTestId('confirm').click()
    await expect(keys.last()).toHaveAttribute('data-state', 'struckOff')
    await expect(behind).toHaveAttribute('data-behind', '120')
  } finally {
    phone.close()
    await centre.close()
  }
})

test('the phones are accessible in every theme, and speak three languages', async ({ launch }) => {
  test.setTimeout(240_000)
  const centre = await openTestCentre()
  const phone = await openPhone(centre.url)
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'mouse')
    await operator.signIn(eva)
    for (const [language, title] of [
      ['Svenska', 'Spärra 412 00 704'],
      ['English', 'Block 412 00 704'],
      ['Bokmål', 'Sperr 412 00 704'],
    ] as const) {
      await operator.settings({ language })
      await openPhonePage(page)
      await expect(page.getByTestId('block')).toHaveText(title)
      await page.keyboard.press('Escape')
    }
    await page.getByTestId('open-handsets').click()
    await expectAccessible(page, 'phones')
    await page.getByTestId('handset').first().click()
    await expectAccessible(page, 'blocking a phone')
    await hasStood(page)
    await page.getByTestId('block').click()
    await expect(page.getByTestId('unblock')).toBeVisible()
    await expectAccessible(page, 'a blocked phone')
  } finally {
    phone.close()
    await centre.close()
  }
})
