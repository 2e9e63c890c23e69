import { expect, test } from './fixture.ts'

const ticks = 3

test('alerts that stand are not drawn again with every tick of the clock', async ({ launch }) => {
  test.setTimeout(120_000)
  const { page } = await launch()
  const alerts = page.getByTestId('alert')
  await expect.poll(() => alerts.count(), { timeout: 60_000 }).toBeGreaterThan(10)
  const drawn = await page.evaluate(drawnWhile, ticks)
  // After a night of faults there are a thousand: drawn each second, they stand in the way of an alarm.
  expect(drawn / ticks).toBeLessThan((await alerts.count()) / 2)
})

/** Runs in the page. How many times anything with a machine-readable time was drawn while the clock ticked so often. */
const drawnWhile = (ticksWanted: number): Promise<number> =>
  new Promise((resolve) => {
    const clock = document.querySelector('header time')
    const usual = Object.getOwnPropertyDescriptor(Date.prototype, 'toISOString')
    if (!clock || !usual) throw new Error('there is no clock')
    let drawn = 0
    const counted = (): unknown => {
      drawn += 1
      return usual.value
    }
    Object.defineProperty(Date.prototype, 'toISOString', { configurable: true, get: counted })
    let left = ticksWanted
    const watch = new MutationObserver(() => {
      left -= 1
      if (left > 0) return
      watch.disconnect()
      Object.defineProperty(Date.prototype, 'toISOString', usual)
      resolve(drawn)
    })
    watch.observe(clock, { attributeFilter: ['datetime'] })
  })
