import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { openTestCentre, type TestCentre } from './centre.ts'
import { openPhone, type Phone } from './field.ts'
import { expect, test } from './fixture.ts'
import { type Operator, operatorAt } from './operator.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }
const eva = { name: 'Eva Lund', personId: 'p-eva' }

/** An emergency grant for resident `n`, answered and sent for by whoever sits here; the answer is its id. */
const granted = async (centre: TestCentre, operator: Operator, phone: Phone, n: number): Promise<string> => {
  const before = phone.grants().length
  await centre.press(n)
  await operator.answerTop()
  await operator.dispatchNearest()
  await operator.grantAllDoors()
  await expect.poll(() => phone.grants().length).toBe(before + 1)
  return phone.grants().at(-1) ?? ''
}

const closed = async (operator: Operator): Promise<void> => {
  await operator.close()
  await expect(operator.page.getByTestId('close-case')).toBeDisabled()
}

/** A letter of the view, which acts once the view has stood there long enough; until then it is pressed again. */
const judge = async (page: Page, digit: '1' | '2' | '3', look: string): Promise<void> => {
  const chosen = page.getByTestId('verdicts').locator('[data-selected]')
  await expect(async () => {
    await page.keyboard.press(digit)
    await expect(chosen).toContainText(look, { timeout: 700 })
  }).toPass()
}

test('an emergency grant is reviewed from its story to the verdict, by keyboard', async ({ launch }) => {
  test.setTimeout(240_000)
  const centre = await openTestCentre()
  const phone = await openPhone(centre.url)
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const before = operatorAt(page, 'mouse')
    const operator = operatorAt(page, 'keyboard')
    await operator.signIn(eva)
    const count = page.getByTestId('review-count')
    const first = await granted(centre, before, phone, 1)
    await phone.refused(first, 'flat-1', 'jammed')
    await phone.opened(first, 'street-1', 30_000)
    await phone.opened(first, 'flat-1')
    await before.note('Døren måtte dras til.')
    await closed(before)
    await granted(centre, before, phone, 2)
    await before.revoke()
    await closed(before)
    await expect(count).toHaveText('2')
    await expect(page.getByTestId('view-review')).toHaveAccessibleName('Ettersyn, 2 venter')

    await page.keyboard.press('e')
    const story = page.getByTestId('story')
    await expect(story).toContainText('Resident 1, ')
    await expect(page.getByTestId('review-item')).toHaveCount(2)
    await expect(story).toContainText(/Besvart.*av Eva Lund etter/)
    await expect(story).toContainText('alarmen er avsluttet')
    const uses = page.getByTestId('use')
    await expect(uses).toHaveCount(3)
    await expect(uses.filter({ hasText: 'åpnet ikke: låsen er blokkert' })).toHaveCount(1)
    await expect(uses.filter({ hasText: /sent: \d\d:\d\d:\d\d/ })).toHaveCount(1)
    await expect(page.getByTestId('story-timeline')).toContainText('Døren måtte dras til.')
    // Of the same patrol at another door there is nothing here.
    await expect(page.getByTestId('story-others')).toContainText('Ingen andre')

    // Move on and back, as in the queue; an alarm rings and stands in sight all the while.
    await page.keyboard.press('j')
    await expect(story).toContainText('Resident 2, ')
    await expect(story).toContainText(/tilbakekalt av Eva Lund: trengs ikke lenger/)
    await expect(page.getByTestId('use-none')).toHaveCount(2)
    await page.keyboard.press('k')
    await expect(story).toContainText('Resident 1, ')
    await centre.press(3)
    await expect(operator.waiting).toHaveCount(1)
    await expect(operator.waiting).toBeVisible()

    // Anything but "justified" says why.
    await judge(page, '2', 'Følges opp')
    const note = page.getByTestId('verdict-note')
    await expect(note).toBeFocused()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByTestId('verdict')).toContainText('Skriv hvorfor')
    await page.keyboard.type('Låsen kjerver: meld til tekniker.')
    await page.keyboard.press('Control+Enter')
    await expect(story).toContainText('Resident 2, ')
    await expect(count).toHaveText('1')

    await judge(page, '1', 'Berettiget')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByTestId('review-empty')).toContainText('Ingenting venter på ettersyn')
    await expect(count).toHaveCount(0)

    // The space bar answers, whatever view is shown, and opens the alarm where it can be worked on.
    await operator.answerTop()
    await expect(page.getByTestId('review')).toHaveCount(0)
    await expect(page.getByTestId('case')).toContainText('Resident 3')
    await page.keyboard.press('e')
    await expect(page.getByTestId('review-empty')).toBeVisible()
    await page.keyboard.press('e')
    await expect(page.getByTestId('case')).toContainText('Resident 3')
  } finally {
    phone.close()
    await centre.close()
  }
})

test('a story is printed black on white, alone, with the municipality and the time', async ({
  launch,
}, info) => {
  test.setTimeout(180_000)
  const centre = await openTestCentre()
  const phone = await openPhone(centre.url)
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'mouse')
    await operator.signIn(eva)
    const grantId = await granted(centre, operator, phone, 1)
    await phone.opened(grantId, 'street-1', 30_000)
    await page.getByTestId('view-review').click()
    await expect(page.getByTestId('use')).toHaveCount(1)
    // The system's own print dialog would wait for a person.
    await page.evaluate(() => {
      window.print = () => {
        document.body.dataset.printed = 'yes'
      }
    })
    await page.keyboard.press('p')
    await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')

    await page.emulateMedia({ media: 'print' })
    await expect(page.getByTestId('print-head')).toContainText('Fjordvik kommune')
    await expect(page.getByTestId('print-head')).toContainText(/Skrevet ut .* \d\d:\d\d av Eva Lund/)
    await expect(page.getByTestId('story-timeline')).toBeVisible()
    for (const gone of ['queue', 'top-bar', 'verdict', 'print', 'practice-band'])
      await expect(page.getByTestId(gone)).toBeHidden()
    const ink = await page.getByTestId('story').evaluate((element) => getComputedStyle(element).color)
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect({ ink, paper }).toEqual({ ink: 'rgb(0, 0, 0)', paper: 'rgb(255, 255, 255)' })
    await info.attach('story.png', {
      body: await page.screenshot({ fullPage: true }),
      contentType: 'image/png',
    })
  } finally {
    phone.close()
    await centre.close()
  }
})

test('the review is a supervisor’s, accessible in every theme, and speaks three languages', async ({
  launch,
}) => {
  test.setTimeout(240_000)
  const centre = await openTestCentre()
  const phone = await openPhone(centre.url)
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'mouse')
    await operator.signIn(ida)
    await granted(centre, operator, phone, 1)
    await expect(page.getByTestId('view-review')).toHaveCount(0)
    await page.keyboard.press('e')
    await expect(page.getByTestId('case')).toBeVisible()
    await page.getByTestId('person').click()
    await page.getByTestId('sign-out').click()

    await operator.signIn(eva)
    await page.getByTestId('view-review').click()
    await expect(page.getByTestId('story')).toBeVisible()
    await expectAccessible(page, 'reading a story')
    for (const [language, words] of [
      ['Svenska', /Besvarat.*av Ida Holm efter/],
      ['English', /Answered.*by Ida Holm after/],
      ['Bokmål', /Besvart.*av Ida Holm etter/],
    ] as const) {
      await operator.settings({ language })
      await expect(page.getByTestId('story')).toContainText(words)
    }
    await judge(page, '1', 'Berettiget')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByTestId('review-empty')).toBeVisible()
    await expectAccessible(page, 'nothing to review')
    await page.getByTestId('open-keys').click()
    await expect(page.getByTestId('keys-dialog')).toContainText('I ettersyn: skriv ut saken')
  } finally {
    phone.close()
    await centre.close()
  }
})
