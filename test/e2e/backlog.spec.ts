import { rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { writeMissed } from '../chaos/bulk.ts'
import { differences } from '../chaos/compare.ts'
import { openDesk } from '../chaos/desk.ts'
import { centreHead, readCentre, readReplica } from '../chaos/disks.ts'
import { openTestCentre } from './centre.ts'
import { expect, freshProfile, test } from './fixture.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }
const waiting = 12

/** From the moment when the window hears that the link is back until the last of these cases has been painted, ms. */
const openPainted = (page: Page, caseIds: readonly string[]): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let backAt: number | null = null
        const stop = window.vaktrom.on('health', ({ link }) => {
          if (link !== 'connected') backAt = null
          else backAt ??= performance.now()
          look()
        })
        const isDrawn = (caseId: string) => document.querySelector(`[data-case="${caseId}"]`) !== null
        const watch = new MutationObserver(() => look())
        const look = () => {
          if (backAt === null || !wanted.every(isDrawn)) return
          const since = backAt
          watch.disconnect()
          stop()
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - since)))
        }
        watch.observe(document.body, { childList: true, subtree: true, attributes: true })
      }),
    caseIds,
  )

/** A console whose centre went away and wrote `entries` more before it came back. */
const missing = async (
  launch: Parameters<typeof openDesk>[0],
  entries: number,
  then: (back: {
    readonly desk: Awaited<ReturnType<typeof openDesk>>
    readonly folder: string
    readonly paintedAfter: number
    readonly written: number
  }) => Promise<void>,
): Promise<void> => {
  const centre = await openTestCentre()
  const profile = freshProfile()
  try {
    const desk = await openDesk(launch, profile, centre.consoleArgs('desk-1'), ida)
    await expect.poll(desk.whole).toBe(true)
    await centre.kill()
    await expect.poll(async () => (await desk.health())?.link).toBe('away')
    const { written, caseIds } = writeMissed(centre.folder, { entries, waiting })
    const painted = openPainted(desk.console().page, caseIds)
    await centre.start()
    await then({ desk, folder: centre.folder, paintedAfter: await painted, written })
    await desk.console().close()
  } finally {
    await centre.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

test('with 200,000 entries missed, the open alarms are painted within 2 s of the return of the link', async ({
  launch,
}) => {
  test.setTimeout(180_000)
  await missing(launch, 200_000, async ({ desk, folder, paintedAfter, written }) => {
    test.info().annotations.push({ type: 'figure', description: `${Math.round(paintedAfter)} ms` })
    process.stdout.write(`open alarms painted ${Math.round(paintedAfter)} ms after the link, ${written} missed\n`)
    expect(written).toBeGreaterThanOrEqual(200_000)
    expect(paintedAfter).toBeLessThanOrEqual(2_000)
    // History follows and says how far it is.
    const { page } = desk.console()
    await expect(page.getByTestId('banner-replay')).toBeVisible()
    const begun = performance.now()
    const done = async () => (await desk.health())?.storedSeq ?? 0
    const first = await done()
    await expect.poll(done).toBeGreaterThan(first)
    await expect.poll(desk.whole, { timeout: 120_000 }).toBe(true)
    process.stdout.write(`replay took ${performance.now() - begun} ms, ${centreHead(folder)}\n`)
  })
})

test('history that was missed arrives whole behind the open alarms, with progress', async ({ launch }) => {
  test.setTimeout(120_000)
  await missing(launch, 8_000, async ({ desk, folder }) => {
    await expect.poll(desk.whole, { timeout: 60_000 }).toBe(true)
    await expect(desk.console().page.getByTestId('banner-replay')).toBeHidden()
    await expect
      .poll(() => {
        const replica = readReplica(desk.profile)
        const centre = readCentre(folder, replica.from.seq)
        return replica.head.seq === centre.head.seq ? differences(replica, centre) : null
      })
      .toEqual([])
  })
})
