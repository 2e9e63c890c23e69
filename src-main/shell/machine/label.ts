import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { Handlers } from '../border/agreed.ts'

export type KeepLabel = Handlers['keepLabel']

/**
 * Asks where to, and writes the label there. A PDF is the page of `window` as it prints just now, on the size that the
 * page's own style asks for: the label alone. The page names no path; only a person does, in the system's dialog.
 */
export const labelKeeper =
  (window: () => BrowserWindow, warn: (what: string, error: unknown) => void): KeepLabel =>
  async ({ as, name, zpl }) => {
    const shown = window()
    try {
      const bytes =
        as === 'zpl'
          ? zpl
          : await shown.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
      const { canceled, filePath } = await dialog.showSaveDialog(shown, {
        defaultPath: `${name}.${as}`,
        filters: [{ name: as.toUpperCase(), extensions: [as] }],
      })
      if (canceled || filePath === '') return { kept: 'cancelled', file: null }
      await writeFile(filePath, bytes)
      return { kept: 'kept', file: basename(filePath) }
    } catch (error) {
      // A full disk, a folder that is not theirs: said in the window, which goes on.
      warn('label', error)
      return { kept: 'failed', file: null }
    }
  }
