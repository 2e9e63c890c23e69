import type { BrowserWindow } from 'electron'
import { firstLife, hangs, heard, type Patience, tick } from '../../watchdog/rules.ts'

/** Seconds of silence after which a page is not drawing, as far as an alarm is concerned. */
const notDrawingAfter = 3
/** And after which it is ended. A start includes the map's first drawing on a slow machine. */
const patience: Patience = { silent: 6, start: 30 }
/** A page that draws a large town without a GPU may be slow and well: each end in a row doubles the patience. */
const mostDoublings = 3
/** Seconds that a page lives well before its ends are forgotten. */
const wellFor = 300

/** `alive`: with each sign of life. `pauses`: it will be silent until the next one, and is well. */
export type Pulse = { readonly alive: () => void; readonly pauses: () => void }

/**
 * Sees that a page's own thread runs. One that hangs is first told of as not drawing, so that an alarm does not count as
 * seen, and then ended; whoever reloads the dead ones brings it back.
 */
export const watchPulse = (
  window: BrowserWindow,
  onHang: (hangs: boolean) => void,
  onHung: () => void,
): Pulse => {
  let watched = firstLife
  let isSilent = false
  let isPausing = false
  let ends = 0

  const say = (silent: boolean): void => {
    if (silent === isSilent) return
    isSilent = silent
    onHang(silent)
  }
  const timer = setInterval(() => {
    if (window.isDestroyed()) return clearInterval(timer)
    if (isPausing) return
    watched = tick(watched)
    if (watched.age > wellFor) ends = 0
    say(watched.silent !== null && watched.silent >= notDrawingAfter)
    const factor = 2 ** Math.min(mostDoublings, ends)
    if (!hangs(watched, { silent: patience.silent * factor, start: patience.start * factor })) return
    watched = firstLife
    ends += 1
    onHung()
    window.webContents.forcefullyCrashRenderer()
  }, 1_000)
  window.webContents.on('render-process-gone', () => {
    watched = firstLife
    isPausing = false
  })
  return {
    alive: (): void => {
      watched = heard(watched)
      isPausing = false
      say(false)
    },
    pauses: (): void => {
      isPausing = true
      say(true)
    },
  }
}
