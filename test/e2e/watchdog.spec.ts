import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { isAlive } from '../chaos/processes.ts'
import { until } from '../chaos/until.ts'
import { openTestCentre } from './centre.ts'
import { expect, freshProfile, test } from './fixture.ts'
import { endAll, joinAgain, livesOf } from './lives.ts'
import { operatorAt } from './operator.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }

/** The bound for a main that died, in milliseconds. */
const backWithin = 10_000

const placeOf = (page: Page) =>
  page.evaluate(() => ({
    case: document.querySelector('[data-testid=case] h2')?.textContent ?? null,
    scrolled: document.querySelector('[data-testid=case-body]')?.scrollTop ?? 0,
    theme: document.documentElement.dataset.theme ?? null,
    width: window.outerWidth,
    height: window.outerHeight,
  }))

const crashes = (profile: string): string => readFileSync(join(profile, 'crash', 'reports.jsonl'), 'utf8')

test('kill -9 of main: its watchdog starts it again, at the same place, and no second watchdog', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  const centre = await openTestCentre('waysIn')
  const profile = freshProfile()
  try {
    const first = await launch({
      profile,
      args: ['--remote-debugging-port=0', '--profile', profile, ...centre.consoleArgs('desk-1')],
      env: { VAKTROM_WATCHDOG: 'on' },
    })
    const operator = operatorAt(first.page, 'mouse')
    await operator.signIn(ida)
    await operator.settings({ theme: 'light' })
    await centre.press(1)
    await operator.answerTop()
    await first.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible())
      window?.setBounds({ x: 40, y: 30, width: 1_120, height: 640 })
    })
    await expect.poll(() => first.page.evaluate(() => window.outerWidth)).toBe(1_120)
    const scrolled = await first.page.getByTestId('case-body').evaluate((element) => {
      element.scrollTop = 60
      return element.scrollTop
    })
    expect(scrolled).toBeGreaterThan(0)
    const place = await placeOf(first.page)
    await until('one watchdog', () => livesOf(profile).watchdogs.length === 1)
    await until('the window’s state to be on disk', () =>
      readFileSync(join(profile, 'window.json'), 'utf8').includes('1120'),
    )
    // The page tells where it is a moment after it got there.
    await expect
      .poll(() =>
        first.page.evaluate(async () =>
          Object.values((await window.vaktrom.call('place', {})).place?.scroll ?? {}),
        ),
      )
      .toContain(scrolled)

    const before = livesOf(profile)
    const killedAt = performance.now()
    process.kill(before.main ?? 0, 'SIGKILL')
    const second = await joinAgain(profile, before.main ?? 0)
    const back = second.drawnAt - killedAt
    test.info().annotations.push({ type: 'window back after kill -9 of main, ms', description: `${back}` })
    expect(back).toBeLessThan(backWithin)
    await expect.poll(() => placeOf(second.page)).toEqual(place)
    await expect(second.page.getByTestId('banner-again')).toBeVisible()
    expect(livesOf(profile).watchdogs).toEqual(before.watchdogs)
    // Nobody of the life before is left to fight over the replica.
    expect(before.all.filter(isAlive)).toEqual(before.watchdogs)

    // A main that is there and does nothing is no better.
    process.kill(second.main, 'SIGSTOP')
    const third = await joinAgain(profile, second.main)
    await expect.poll(() => placeOf(third.page)).toEqual(place)
    await centre.press(2)
    await expect(operatorAt(third.page, 'mouse').waiting).toHaveCount(1)
    const reports = crashes(profile)
    expect(reports).toMatch(/"process":"main","what":"startedAgain".*"why":"died"/)
    expect(reports).toMatch(/"process":"main","what":"startedAgain".*"why":"hung"/)
    expect(reports).not.toContain('Ida')

    // The watchdog itself is watched by main.
    const [watchdog = 0] = before.watchdogs
    process.kill(watchdog, 'SIGKILL')
    await until('another watchdog', () => {
      const { watchdogs } = livesOf(profile)
      return watchdogs.length === 1 && watchdogs[0] !== watchdog
    })

    // An end that is wanted ends all.
    process.kill(third.main, 'SIGTERM')
    await until('all of it to be gone', () => livesOf(profile).all.length === 0)
  } finally {
    endAll(profile)
    await centre.close()
    rmSync(profile, { recursive: true, force: true })
  }
})
