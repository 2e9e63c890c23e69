import type { Page } from '@playwright/test'
import { writeMissed } from '../chaos/bulk.ts'
import { compareDisks } from '../chaos/disks.ts'
import { openScene } from '../chaos/scene.ts'
import { expect, test } from './fixture.ts'

const missed = 200_000
const waiting = 12
/** From the link's return to the last open alarm on the screen, ms. */
const goal = 2_000

test('with 200,000 entries missed, the open alarms are painted within 2 s and the rest follows whole', async ({
  launch,
}) => {
  test.setTimeout(300_000)
  const { centre, desk, close } = await openScene(launch, { before: 0 })
  try {
    const { page } = desk.console()
    await expect.poll(desk.whole).toBe(true)
    await centre.kill()
    await expect.poll(async () => (await desk.health())?.link).toBe('away')
    const { written, caseIds } = writeMissed(centre.folder, { entries: missed, waiting })
    expect(written).toBeGreaterThanOrEqual(missed)
    const painted = openPainted(page, caseIds)
    await centre.start()

    const took = await painted
    const figure = `${waiting} open alarms painted ${Math.round(took)} ms after the link, ${written} entries missed`
    process.stdout.write(`${figure}\n`)
    expect(took, figure).toBeLessThanOrEqual(goal)

    // History comes behind them and says how far it is.
    const progress = page.getByTestId('banner-replay').getByRole('progressbar')
    const done = async () => Number(await progress.getAttribute('value'))
    const first = await done()
    await expect.poll(done).toBeGreaterThan(first)
    await expect.poll(desk.whole, { timeout: 180_000 }).toBe(true)
    await expect(progress).toBeHidden()
    expect(await compareDisks(desk.profile, centre.folder)).toEqual([])
  } finally {
    await close()
  }
})

/** From the moment when the window hears that the link is back until the last of these cases has been painted, ms. */
const openPainted = (page: Page, caseIds: readonly string[]): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let backAt: number | null = null
        const isDrawn = (caseId: string) => document.querySelector(`[data-case="${caseId}"]`) !== null
        const look = () => {
          if (backAt === null || !wanted.every(isDrawn)) return
          const since = backAt
          watch.disconnect()
          stop()
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - since)))
        }
        const stop = window.vaktrom.on('health', ({ link }) => {
          backAt = link === 'connected' ? (backAt ?? performance.now()) : null
          look()
        })
        const watch = new MutationObserver(look)
        watch.observe(document.body, { childList: true, subtree: true, attributes: true })
      }),
    caseIds,
  )
