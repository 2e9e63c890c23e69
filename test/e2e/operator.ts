import { expect, type Locator, type Page } from '@playwright/test'
import { pinOf } from '../integration/centre/town.ts'

export type Hands = 'keyboard' | 'mouse'

/** Somebody at the desk: says what an operator does and sees; only this file knows how the window is built. */
export type Operator = {
  readonly page: Page
  /** As one of the practice operators, or as a person of the test's centre with the PIN. */
  readonly signIn: (person?: { readonly name: string; readonly personId: string }) => Promise<void>
  readonly waiting: Locator
  readonly mine: Locator
  readonly others: Locator
  /** The title of the case that is open. */
  readonly openCase: Locator
  /** Answers what stands at the top and sees it open as mine. */
  readonly answerTop: () => Promise<void>
  /** Opens a case of the queue by a word on its card, as by a click or by arrows and Enter. */
  readonly open: (card: Locator) => Promise<void>
  readonly dispatchNearest: () => Promise<void>
  /** Sends the unit of that name. */
  readonly dispatch: (unit: string) => Promise<void>
  readonly grantAllDoors: () => Promise<void>
  /** Opens the grant dialog and chooses; what is not named stays as it was. */
  readonly chooseGrant: (wanted: {
    readonly holder?: string
    readonly number?: string
    readonly isOffline?: boolean
    readonly startsIn?: string
  }) => Promise<void>
  /** Gives a spoken code where a keypad is; the answer is what stands there to be said, digits alone. */
  readonly giveCode: () => Promise<string>
  /** Something of the open case's menu, by its key or its words. */
  readonly crewMessage: () => Promise<void>
  /** A fire in a block, found by its address; the case stands open afterwards. */
  readonly openIncident: (address: string, number?: string) => Promise<void>
  readonly numberIncident: (number: string) => Promise<void>
  readonly grantDoors: Locator
  readonly revoke: () => Promise<void>
  readonly note: (text: string) => Promise<void>
  readonly returnIt: () => Promise<void>
  readonly takeOver: () => Promise<void>
  readonly close: () => Promise<void>
  readonly confirm: () => Promise<void>
  /** Opens the dialog of an action and leaves it open. */
  readonly begin: (action: 'dispatch' | 'grant' | 'close') => Promise<void>
  readonly settings: (wanted: { readonly theme?: Theme; readonly language?: string }) => Promise<void>
  /** From the instructor's panel, which must be open; closes it. */
  readonly startScenario: (name: string) => Promise<void>
}

type Theme = 'dark' | 'light' | 'contrast'
const themes: readonly Theme[] = ['dark', 'light', 'contrast']

export const operatorAt = (page: Page, hands: Hands): Operator => {
  const byTestId = (id: string) => page.getByTestId(id)
  const cards = byTestId('queue').locator('[data-case]')
  const dialog = page.getByRole('dialog')

  /** A letter acts only on what has been painted for half a second; until then it is pressed again, as people do. */
  const letter = async (key: string, opens: Locator): Promise<void> => {
    await expect(async () => {
      if (!(await opens.isVisible())) await page.keyboard.press(key)
      await expect(opens).toBeVisible({ timeout: 700 })
    }).toPass()
  }
  const start = (key: string, button: string, opens: Locator): Promise<void> =>
    hands === 'keyboard' ? letter(key, opens) : byTestId(button).first().click()
  const fromMenu = async (key: string, name: RegExp, opens: Locator): Promise<void> => {
    if (hands === 'keyboard') return letter(key, opens)
    await byTestId('case-more').click()
    await page.getByRole('menuitem', { name }).click()
  }
  const begin = (action: 'dispatch' | 'grant' | 'close'): Promise<void> => {
    switch (action) {
      case 'dispatch':
        return start('d', 'dispatch', byTestId('dispatch-dialog'))
      case 'grant':
        return start('g', 'give-grant', byTestId('grant-dialog'))
      case 'close':
        return start('x', 'close-case', byTestId('close-dialog'))
    }
  }
  const confirm = async (): Promise<void> => {
    if (hands === 'mouse') await byTestId('confirm').click()
    else if (await dialog.locator('textarea:focus').count()) await page.keyboard.press('Control+Enter')
    else await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
  }

  return {
    page,
    waiting: cards.and(page.locator('[data-group="waiting"]')),
    mine: cards.and(page.locator('[data-group="mine"]')),
    others: byTestId('alarm-line'),
    openCase: byTestId('case').getByRole('heading').first(),
    grantDoors: byTestId('grant-door'),
    confirm,
    begin,

    settings: async ({ theme, language }) => {
      await byTestId('open-settings').click()
      const chosen = byTestId('theme').getByRole('radio')
      if (theme) await chosen.nth(themes.indexOf(theme)).check({ force: true })
      if (language) await byTestId('language').getByText(language).click()
      await page.keyboard.press('Escape')
      await expect(byTestId('settings-dialog')).toBeHidden()
    },
    startScenario: async (name) => {
      await byTestId(`start-${name}`).click()
      await expect(byTestId(`start-${name}`).locator('xpath=ancestor::li')).toHaveAttribute(
        'data-running',
        'true',
      )
      await page.keyboard.press('Escape')
      await expect(byTestId('instructor')).toBeHidden()
    },

    signIn: async (person) => {
      const people = byTestId('people')
      await expect(people).toBeVisible({ timeout: 30_000 })
      if (person) await people.getByText(person.name).click()
      if (person) await byTestId('pin').fill(pinOf(person.personId))
      if (hands === 'keyboard') await page.keyboard.press('Enter')
      else await byTestId('enter').click()
      await expect(byTestId('sign-in')).toBeHidden()
    },

    answerTop: async () => {
      const top = cards.and(page.locator('[data-group="waiting"]')).first()
      await expect(top).toBeVisible()
      const footer = byTestId('close-case')
      if (hands === 'mouse') await top.getByTestId('answer').click()
      else
        await expect(async () => {
          if (!(await footer.isVisible())) await page.keyboard.press('Space')
          await expect(footer).toBeVisible({ timeout: 1_500 })
        }).toPass()
      await expect(footer).toBeEnabled()
    },

    open: async (card) => {
      if (hands === 'mouse') return card.click()
      const wanted = await card.getAttribute('data-case')
      await expect(async () => {
        await page.keyboard.press('j')
        expect(await page.evaluate(() => document.activeElement?.getAttribute('data-case'))).toBe(wanted)
      }).toPass()
      await page.keyboard.press('Enter')
    },

    dispatchNearest: async () => {
      await begin('dispatch')
      await confirm()
      await expect(page.locator('[data-testid="responder"][data-here]')).toBeVisible()
    },

    grantAllDoors: async () => {
      await expect(byTestId('give-grant')).toBeEnabled()
      await begin('grant')
      await confirm()
      await expect(byTestId('grant').first()).toBeVisible()
    },

    dispatch: async (unit) => {
      await byTestId('responder').filter({ hasText: unit }).getByTestId('send').click()
      await expect(byTestId('dispatch-dialog')).toBeVisible()
      await confirm()
      await expect(
        byTestId('responder').and(page.locator('[data-here]')).filter({ hasText: unit }),
      ).toBeVisible()
    },

    chooseGrant: async ({ holder, number, isOffline, startsIn }) => {
      await expect(byTestId('give-grant')).toBeEnabled()
      await begin('grant')
      if (holder) await byTestId('grant-holder').getByText(holder).click()
      if (number !== undefined) await byTestId('incident-number').fill(number)
      if (startsIn) await byTestId('grant-start').getByText(startsIn).click()
      if (isOffline) await byTestId('grant-lease').locator('label').last().click()
    },

    giveCode: async () => {
      await byTestId('give-code').first().click()
      await expect(byTestId('code-honest')).toBeVisible()
      await byTestId('confirm').click()
      const groups = byTestId('digits').locator('b')
      await expect(groups).toHaveCount(3)
      return (await groups.allTextContents()).join('')
    },

    crewMessage: async () => {
      await fromMenu('c', /mannskapet|personalen|crew/i, byTestId('crew-dialog'))
      await expect(byTestId('crew-dialog')).toBeVisible()
    },

    openIncident: async (address, number) => {
      await page.keyboard.press('Control+k')
      await byTestId('palette-input').fill('brann i blokk')
      await page.keyboard.press('Enter')
      await byTestId('block-search').fill(address)
      await expect(byTestId('blocks')).toContainText(address)
      await byTestId('choose-block').click()
      if (number) await byTestId('incident-number').fill(number)
      await confirm()
      await expect(byTestId('incident-line')).toBeVisible()
    },

    numberIncident: async (number) => {
      await byTestId('number-incident').click()
      await byTestId('incident-number').fill(number)
      await confirm()
    },

    revoke: async () => {
      if (hands === 'mouse') await byTestId('revoke').first().click()
      else {
        await byTestId('revoke').first().focus()
        await page.keyboard.press('Enter')
      }
      await expect(byTestId('revoke-dialog')).toBeVisible()
      await confirm()
    },

    note: async (text) => {
      await fromMenu('n', /notat|note|anteckning/i, byTestId('note-dialog'))
      await dialog.getByRole('textbox').fill(text)
      await confirm()
    },
    returnIt: async () => {
      await fromMenu('b', /tilbake|return|åter/i, byTestId('return-dialog'))
      await confirm()
    },
    takeOver: async () => {
      await start('t', 'take-over', byTestId('take-over-dialog'))
      await confirm()
    },
    close: async () => {
      await begin('close')
      await confirm()
    },
  }
}
