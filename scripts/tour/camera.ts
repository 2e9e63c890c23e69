import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Console } from '../../test/e2e/fixture.ts'

export const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url))

/** The README's pictures. */
const size = { width: 1_600, height: 1_000 }

/** Takes numbered pictures of the real window at 1600×1000, when the map has drawn what it has. */
export const openCamera = async ({ app, page }: Console) => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible())
    window?.unmaximize()
    window?.setContentSize(width, height)
  }, size)
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size)
  let taken = 0
  return {
    taken: () => taken,
    shoot: async (name: string): Promise<void> => {
      await page.evaluate(() => document.fonts.ready)
      taken += 1
      const file = `${String(taken).padStart(2, '0')}-${name}.png`
      await page.screenshot({ path: join(folder, file), animations: 'disabled' })
      process.stdout.write(`${file}\n`)
    },
  }
}

export type Camera = Awaited<ReturnType<typeof openCamera>>
