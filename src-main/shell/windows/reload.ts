import type { BrowserWindow } from 'electron'
import { restartDelay, wellAfter } from '../processes/backoff.ts'

/** A page that died comes back by itself, at once; one that keeps dying soon after, more and more slowly. */
export const reloadWhenItDies = (window: BrowserWindow, onGone: () => void): void => {
  let inARow = 0
  let since = performance.now()
  window.webContents.on('did-finish-load', () => {
    since = performance.now()
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    onGone()
    inARow = performance.now() - since > wellAfter ? 1 : inARow + 1
    since = performance.now()
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload()
    }, restartDelay(inARow))
  })
}
