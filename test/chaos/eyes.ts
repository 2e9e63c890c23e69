import type { ElectronApplication } from '@playwright/test'

const answerWithin = 3_000

/**
 * Looks into a page of the console by way of its main process: also after the page's process was killed and another took
 * its place, where a hold on the page itself would be lost. `look` runs in the page and sees nothing of here.
 * Throws where no such page answers.
 */
export const inPage = async <T>(
  app: ElectronApplication,
  page: 'index' | 'sound',
  look: () => T | Promise<T>,
): Promise<T> => {
  const seen = app.evaluate(
    ({ BrowserWindow }, [name, script]) => {
      const window = BrowserWindow.getAllWindows().find((one) =>
        new URL(one.webContents.getURL()).pathname.endsWith(`/${name}.html`),
      )
      if (!window) throw new Error(`no window shows ${name}`)
      return window.webContents.executeJavaScript(script) as unknown
    },
    [page, `(${look.toString()})()`] as const,
  )
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`the page ${page} does not answer`)), answerWithin)
  try {
    return (await Promise.race([seen, late.promise])) as T
  } finally {
    clearTimeout(timer)
    seen.catch(() => undefined)
  }
}
