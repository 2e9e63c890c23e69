import type { Page } from '@playwright/test'
import { refusalCauses } from '../../src-domain/access/words.ts'
import { en } from '../../src-renderer/i18n/en.ts'
import { nb } from '../../src-renderer/i18n/nb.ts'
import { sv } from '../../src-renderer/i18n/sv.ts'
import { expectAccessible } from './accessible.ts'
import { openTestCentre, type TestCentre } from './centre.ts'
import { givenByRelative, openPhone } from './field.ts'
import { expect, test } from './fixture.ts'
import { type Operator, operatorAt } from './operator.ts'
import { block, keyCabinet, sharedCode } from './waysTown.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }

type Launch = (options: { readonly args: readonly string[] }) => Promise<{ readonly page: Page }>

/** Ida at her desk with the alarm of resident `n` answered, at a centre whose town has every way in. */
const answered = async (
  launch: Launch,
  n: number,
  work: (scene: {
    readonly centre: TestCentre
    readonly operator: Operator
    readonly page: Page
  }) => Promise<void>,
): Promise<void> => {
  const centre = await openTestCentre('waysIn')
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'mouse')
    await operator.signIn(ida)
    await centre.press(n)
    await operator.answerTop()
    await work({ centre, operator, page })
  } finally {
    await centre.close()
  }
}

test('a code is given with what cannot be known of it, shown in threes and words, and again to whoever gave it', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  await answered(launch, 1, async ({ operator, page }) => {
    await page.getByTestId('give-code').click()
    const honest = page.getByTestId('code-honest')
    await expect(honest).toContainText('Hvem som bruker koden, kan ikke bevises.')
    await expect(honest).toContainText(/kan ikke tilbakekalles før \d\d:\d\d/)
    await expect(honest).toContainText('Alle som hører den, kan bruke den')
    await expectAccessible(page, 'giving a code')
    await page.keyboard.press('Escape')

    const digits = await operator.giveCode()
    expect(digits).toMatch(/^\d{9}$/)
    const words = page.getByTestId('digits').locator('span')
    for (const said of await words.allTextContents())
      expect(said).toMatch(/^((null|en|to|tre|fire|fem|seks|sju|åtte|ni) ?){3}$/)
    await expectAccessible(page, 'a code to say')
    await page.getByTestId('code-done').click()

    const code = page.getByTestId('code')
    await expect(code).toContainText('ikke brukt')
    await expect(code).toContainText('Venter på ettersyn')
    await expect(code).toContainText(/Kan åpne til \d\d:\d\d og kan ikke tilbakekalles/)
    // The digits stand nowhere in the window but where they are asked for.
    expect(await page.locator('body').textContent()).not.toContain(digits.slice(0, 3) + digits.slice(3, 6))
    await page.getByTestId('code-again').click()
    await expect(page.getByTestId('digits').locator('b')).toHaveText([
      digits.slice(0, 3),
      digits.slice(3, 6),
      digits.slice(6),
    ])
    await page.keyboard.press('Escape')
    await operator.begin('close')
    await expect(page.getByTestId('still-opens')).toContainText(/Koden til flat åpner til \d\d:\d\d/)
  })
})

test('a code whose digits do not come through is not given twice', async ({ launch }) => {
  test.setTimeout(120_000)
  await answered(launch, 1, async ({ centre, operator, page }) => {
    await operator.giveCode()
    await page.getByTestId('code-done').click()
    await centre.kill()
    await expect(page.getByTestId(/banner-(away|blind)/)).toBeVisible({ timeout: 30_000 })
    await page.getByTestId('code-again').click()
    await expect(page.getByTestId('code-dialog')).toContainText('gi ikke en ny')
    await centre.start()
    await expect(page.getByTestId(/banner-(away|blind)/)).toBeHidden({ timeout: 30_000 })
    await page.getByTestId('secret-again').click()
    await expect(page.getByTestId('digits')).toBeVisible()
  })
})

test('a key goes out by name, is said when the case closes, and comes back afterwards', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  await answered(launch, 1, async ({ operator, page }) => {
    await operator.dispatch('Patrulje 4')
    await page.getByTestId('hand-out-key').click()
    await expect(page.getByTestId('hand-out-dialog')).toContainText(
      `Patrulje 4 får nøkkelen fra ${keyCabinet.label}`,
    )
    await expectAccessible(page, 'handing out a key')
    await operator.confirm()
    await expect(page.getByTestId('key-out')).toContainText(/ute hos (Nina Dal \()?Patrulje 4/)
    await expect(page.getByTestId('timeline')).toContainText(
      `Nøkkel fra ${keyCabinet.label} gitt ut av Ida Holm`,
    )

    await operator.begin('close')
    await expect(page.getByTestId('still-opens')).toContainText('må leveres også etterpå')
    await expectAccessible(page, 'closing with a key out')
    await operator.confirm()
    await expect(page.getByTestId('closed-with-key')).toBeVisible()
    await expectAccessible(page, 'closed with a key out')
    await page.getByTestId('return-key').click()
    await operator.confirm()
    await expect(page.getByTestId('loan')).toContainText('kom tilbake fra')
    await expect(page.getByTestId('closed-with-key')).toHaveCount(0)
  })
})

test('a shared code is shown once it is said that this is logged, and hidden after half a minute', async ({
  launch,
}) => {
  test.setTimeout(180_000)
  await answered(launch, 2, async ({ page }) => {
    const door = page.getByTestId('door').last()
    await expect(door).toContainText('ingen spor av hvem som går inn')
    // From here the page's clock can be put forward; nobody has to wait for what it measures.
    await page.clock.install()
    await page.getByTestId('show-shared-code').click()
    const dialog = page.getByTestId('shared-code-dialog')
    await expect(dialog).toContainText('loggføres med navnet ditt')
    await expectAccessible(page, 'before a shared code is shown')
    await page.getByTestId('confirm').click()
    await expect(page.getByTestId('digits').locator('b')).toHaveText([
      sharedCode.code.slice(0, 3),
      sharedCode.code.slice(3),
    ])
    await page.clock.fastForward(25_000)
    await expect(page.getByTestId('secret-hidden')).toHaveCount(0)
    await page.clock.fastForward(5_000)
    await expect(page.getByTestId('secret-hidden')).toBeVisible()
    await page.clock.resume()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('timeline')).toContainText('Felles kode til flat vist for Ida Holm')
    await door.getByTestId('openers-of-door').getByRole('button').click()
    await expect(door.getByTestId('opener')).toContainText('Alle som kjenner koden')
  })
})

test('an offline lease is warned of in full before it is given, and never promises to be recalled', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  await answered(launch, 3, async ({ centre, operator, page }) => {
    const phone = await openPhone(centre.url)
    try {
      await operator.dispatch('Patrulje 4')
      await operator.chooseGrant({ isOffline: true })
      const warning = page.getByTestId('offline-warning')
      await expect(warning).toContainText(/Kan åpne til \d\d:\d\d og kan ikke tilbakekalles før/)
      await expect(warning).toContainText('Nina Dal (Patrulje 4)')
      await expect(warning).toContainText('street og flat')
      await expectAccessible(page, 'an offline lease')
      await operator.confirm()
      await expect.poll(() => phone.grants().length).toBe(1)
      const grant = page.getByTestId('grant')
      await expect(grant).toContainText('virker uten dekning')
      await expect(page.getByTestId('grant-stands')).toContainText('kan ikke tilbakekalles før')
      await operator.revoke()
      await expect(grant).toHaveAttribute('data-state', 'revoking')
      await expect(page.getByTestId('grant-stands')).toContainText(/Kan åpne til \d\d:\d\d/)
    } finally {
      phone.close()
    }
  })
})

test('a fire crew is asked for its number, and whoever cannot be given access stands there with the reason', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  await answered(launch, 3, async ({ centre, operator, page }) => {
    const phone = await openPhone(centre.url, 'hs-b1', 'p-roy')
    try {
      // Whoever cannot be let in may be sent all the same, and it is said before.
      await page.getByTestId('responder').filter({ hasText: 'Nord 7' }).getByTestId('send').click()
      await expect(page.getByTestId('dispatch-dialog')).toContainText('Nord 7 hører til en annen leverandør')
      await page.keyboard.press('Escape')
      for (const unit of ['Patrulje 4', 'Brann 1', 'Nord 7']) await operator.dispatch(unit)
      await operator.chooseGrant({ holder: 'Roy Lie' })
      const holders = page.getByTestId('grant-holder')
      await expect(holders).toContainText('ingen er logget på telefonen')
      await expect(holders).toContainText('hører til en annen leverandør')
      await page.getByTestId('confirm').click()
      await expect(page.getByTestId('grant-dialog').getByRole('alert')).toContainText('Spør 110-sentralen')
      await expectAccessible(page, 'a fire crew without a number')
      await page.getByTestId('incident-number').fill('110-2231')
      await operator.confirm()
      await expect(page.getByTestId('grant')).toContainText('Hendelse 110-2231')
      await expect(page.getByTestId('timeline')).toContainText('brann, hendelse 110-2231')
      await operator.chooseGrant({ holder: 'Roy Lie' })
      await expect(page.getByTestId('incident-number')).toHaveValue('110-2231')
    } finally {
      phone.close()
    }
  })
})

test('a grant may begin later, and says when', async ({ launch }) => {
  test.setTimeout(120_000)
  await answered(launch, 3, async ({ centre, operator, page }) => {
    const phone = await openPhone(centre.url)
    try {
      await operator.dispatch('Patrulje 4')
      await operator.chooseGrant({ startsIn: '15' })
      await expect(page.getByTestId('grant-dialog')).toContainText(/fra \d\d:\d\d til \d\d:\d\d/)
      await operator.confirm()
      await expect(page.getByTestId('grant')).toContainText(/begynner \d\d:\d\d/)
    } finally {
      phone.close()
    }
  })
})

test('each refusal of a door stands in the case with what to do next, in three languages', async ({
  launch,
}) => {
  test.setTimeout(240_000)
  await answered(launch, 3, async ({ centre, operator, page }) => {
    const phone = await openPhone(centre.url)
    try {
      await operator.dispatch('Patrulje 4')
      await operator.chooseGrant({})
      await operator.confirm()
      await expect.poll(() => phone.grants().length).toBe(1)
      const grantId = phone.grants()[0] ?? ''
      const refusal = page.getByTestId('refusal')
      for (const [language, words] of [
        ['Svenska', sv],
        ['English', en],
        ['Bokmål', nb],
      ] as const) {
        await operator.settings({ language })
        for (const cause of refusalCauses) {
          await phone.refused(grantId, 'flat-3', cause)
          await expect(refusal).toHaveAttribute('data-cause', cause)
          await expect(refusal).toContainText(words.refusalCause[cause])
          await expect(refusal).toContainText(words.refusalDo[cause])
        }
      }
      await expectAccessible(page, 'a door that refused')
      // It opened after all: what to do next is done.
      await phone.opened(grantId, 'flat-3')
      await expect(refusal).toHaveCount(0)
      // Before somebody else's door, until the right one is found again.
      await phone.refused(grantId, 'street-9', 'wrongDoor')
      await expect(refusal).toContainText(nb.refusalDo.wrongDoor)
      await phone.opened(grantId, 'street-3')
      await expect(refusal).toHaveCount(0)
    } finally {
      phone.close()
    }
  })
})

test('who may open is one honest list, at each door and for the case', async ({ launch }) => {
  test.setTimeout(120_000)
  await answered(launch, 1, async ({ centre, operator, page }) => {
    const phone = await openPhone(centre.url)
    try {
      await expect(page.getByTestId('openers-of-case')).toHaveText('Ingen har tilgang nå')
      await givenByRelative(centre.url, 1, 'Aslaug Brekke')
      await operator.dispatch('Patrulje 4')
      await operator.chooseGrant({})
      await operator.confirm()
      await expect.poll(() => phone.grants().length).toBe(1)
      await operator.giveCode()
      await page.getByTestId('code-done').click()
      await page.getByTestId('hand-out-key').click()
      await operator.confirm()

      const ofCase = page.getByTestId('openers-of-case')
      await expect(ofCase).toContainText('4 kan åpne nå')
      await ofCase.getByRole('button').click()
      const openers = ofCase.getByTestId('opener')
      await expect(openers.filter({ hasText: 'Nina Dal (Patrulje 4)' }).first()).toContainText(
        /til \d\d:\d\d/,
      )
      await expect(openers.filter({ hasText: 'Den som har hørt koden' })).toHaveCount(1)
      await expect(openers.filter({ hasText: 'Aslaug Brekke' })).toContainText('gitt av pårørende')
      await expect(openers.filter({ hasText: 'nøkkel ute siden' })).toHaveCount(1)
      // A code of the flat's keypad opens no street door.
      const street = page.getByTestId('door').first().getByTestId('openers-of-door')
      await expect(street).toContainText('3 kan åpne nå')
      await expectAccessible(page, 'who may open')

      await operator.revoke()
      await expect(openers.filter({ hasText: /tilbakekalt, kan åpne til \d\d:\d\d/ })).toHaveCount(1)
    } finally {
      phone.close()
    }
  })
})

test('a fire in a block is one case for all its doors, and the crew gets all it needs in one message', async ({
  launch,
}) => {
  test.setTimeout(240_000)
  const centre = await openTestCentre('waysIn')
  const phone = await openPhone(centre.url, 'hs-b1', 'p-roy')
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'mouse')
    await operator.signIn(ida)
    await operator.openIncident(block.address)
    await expect(operator.openCase).toHaveText('Brann i blokk')
    // The number comes later, when fire & rescue has one.
    await expect(page.getByTestId('incident-line')).toContainText('hendelsesnummer mangler')
    await operator.numberIncident('110-2231')
    await expect(page.getByTestId('incident-line')).toContainText('Hendelse 110-2231')
    await expect(page.getByTestId('incident-line')).toContainText('70 boliger, 71 dører')
    await expect(operator.mine).toContainText(block.address)

    // Those who cannot get out alone stand first.
    const residents = page.getByTestId('resident')
    await expect(residents).toHaveCount(6)
    expect((await residents.locator('b').allTextContents()).slice(0, 5)).toEqual([
      '510',
      '405',
      '302',
      '704',
      '203',
    ])
    await expect(residents.and(page.locator('[data-helped]'))).toHaveCount(5)
    // Seventy doors are folded away by floor, and the street door is not.
    await expect(page.getByTestId('door')).toHaveCount(1)
    await expect(page.getByTestId('floor')).toHaveCount(block.floors)
    await page.getByTestId('floor').first().getByRole('button').click()
    await expect(page.getByTestId('door')).toHaveCount(1 + block.flats)
    await expectAccessible(page, 'an incident')

    await operator.dispatch('Brann 1')
    await operator.chooseGrant({})
    const dialog = page.getByTestId('grant-dialog')
    await expect(page.getByTestId('incident-number')).toHaveValue('110-2231')
    await expect(dialog).toContainText('64 av 71 dører valgt')
    await expect(dialog).toContainText('en tilgang rommer 64')
    await expect(dialog).toContainText('og 60 andre')
    await expectAccessible(page, 'granting many doors')
    await page.getByTestId('doors-none').click()
    await expect(page.getByTestId('confirm')).toBeDisabled()
    await page.getByTestId('doors-all').click()
    await operator.confirm()
    await expect.poll(() => phone.grants().length).toBe(1)
    await expect(page.getByTestId('grant')).toContainText('64 dører ikke brukt')
    await phone.refused(phone.grants()[0] ?? '', 'b-101', 'jammed')
    await expect(page.getByTestId('refusal')).toContainText('Inngangsdør 101')

    await operator.crewMessage()
    const message = page.getByTestId('crew-message')
    for (const needed of [
      block.address,
      'Brannvesenets hendelse: 110-2231',
      'Oksygen i boligen',
      '4. etasje, leil. 405: Beboer 405',
      'sengeliggende',
      'Oppgangsdør',
    ])
      await expect(message).toContainText(needed)
    await expectAccessible(page, 'what the crew needs')
    // The system's own print dialog would wait for a person.
    await page.evaluate(() => {
      window.print = () => {
        document.body.dataset.printed = 'yes'
      }
    })
    await page.getByTestId('crew-print').click()
    await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')
    await page.emulateMedia({ media: 'print' })
    const paper = page.getByTestId('crew-paper')
    await expect(paper).toBeVisible()
    for (const gone of ['queue', 'case', 'crew-dialog', 'practice-band'])
      await expect(page.getByTestId(gone)).toBeHidden()
    const ink = await paper.evaluate((element) => {
      const { color, backgroundColor } = getComputedStyle(element)
      return { color, backgroundColor }
    })
    expect(ink).toEqual({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' })
    await page.emulateMedia({ media: 'screen' })
    await page.getByTestId('crew-close').click()

    // The same block again leads to the case that is open there.
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette-input').fill('brann i blokk')
    await page.keyboard.press('Enter')
    await expectAccessible(page, 'asking for the block')
    await page.getByTestId('block-search').fill(block.address)
    await page.getByTestId('choose-block').click()
    await expect(page.getByTestId('incident-dialog')).toContainText('alt åpen')
    await page.getByTestId('confirm').click()
    await expect(page.getByTestId('incident-line')).toBeVisible()
  } finally {
    phone.close()
    await centre.close()
  }
})
