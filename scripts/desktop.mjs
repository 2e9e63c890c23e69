import { stop } from './run.mjs'

/** A window needs somewhere to open. */
export const requireDisplay = () => {
  if (process.platform !== 'linux') return
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return
  stop(
    'There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): run this in a desktop session, ' +
      'or on a virtual display with `node scripts/with-display.mjs npm start`.',
  )
}

/** @returns {boolean} Chromium refuses to run its sandbox as root on Linux */
export const sandboxRefused = () => process.platform === 'linux' && process.getuid?.() === 0
