import { expectAccessible } from './accessible.ts'
import { openTestCentre } from './centre.ts'
import { expect, test } from './fixture.ts'
import { operatorAt } from './operator.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }
const jon = { name: 'Jon Vik', personId: 'p-jon' }

test('two operators answer the same alarm in the same instant: one owns it, the other is told who', async ({
  launch,
}) => {
  const centre = await openTestCentre()
  try {
    const consoles = [
      await launch({ args: centre.consoleArgs('desk-1') }),
      await launch({ args: centre.consoleArgs('desk-2') }),
    ]
    const [first, second] = consoles.map((one) => operatorAt(one.page, 'mouse'))
    if (!first || !second) throw new Error('two consoles are needed')
    await first.signIn(ida)
    await second.signIn(jon)
    await centre.press(1)
    for (const operator of [first, second]) await expect(operator.waiting).toHaveCount(1)

    // Both hands come down at one moment of the machine's clock, before either can have seen the other.
    const at = Date.now() + 500
    await Promise.all(
      [first, second].map(({ waiting }) =>
        waiting.getByTestId('answer').evaluate(
          (button, moment) =>
            new Promise<void>((resolve) => {
              setTimeout(() => {
                if (button instanceof HTMLElement) button.click()
                resolve()
              }, moment - Date.now())
            }),
          at,
        ),
      ),
    )

    await expect
      .poll(async () => (await first.mine.count()) + (await second.mine.count()), {
        message: 'exactly one of the two owns it',
      })
      .toBe(1)
    const firstWon = (await first.mine.count()) === 1
    const [winner, loser] = firstWon ? [ida, second] : [jon, first]
    await expect(loser.page.getByTestId('trouble')).toContainText(winner.name)
    await expect(loser.others).toHaveCount(1)
    await expect(loser.waiting).toHaveCount(0)
  } finally {
    await centre.close()
  }
})

/** Nobody listens there. */
const deadHook = 'http://127.0.0.1:9/'

test('a colleague who has the same case open is seen; taken over, it changes hands by name, in both windows', async ({
  launch,
}) => {
  const centre = await openTestCentre('plain', { hook: deadHook })
  try {
    const first = operatorAt((await launch({ args: centre.consoleArgs('desk-1') })).page, 'mouse')
    const second = operatorAt((await launch({ args: centre.consoleArgs('desk-2') })).page, 'keyboard')
    await first.signIn(ida)
    await second.signIn(jon)
    await centre.press(2)
    await first.answerTop()
    await second.open(second.others.first())
    await expect(first.mine.getByTestId('also')).toContainText(jon.name)
    await expect(first.page.getByTestId('case-also')).toContainText(jon.name)
    await expect(second.page.getByTestId('case-also')).toContainText(ida.name)
    // The test of the fall-back hook has failed by now, and stands in every window.
    await expect(second.page.getByTestId('banner-fallback-test')).toBeVisible()
    await expectAccessible(second.page, 'a colleague has it open, and the fall-back hook is broken')

    await second.takeOver()
    await expect(second.mine).toHaveCount(1)
    await expect(first.mine).toHaveCount(0)
    await expect(first.page.getByTestId('timeline')).toContainText(jon.name)

    await second.returnIt()
    for (const operator of [first, second]) await expect(operator.waiting).toHaveCount(1)
  } finally {
    await centre.close()
  }
})
