import { spawn } from 'node:child_process'
import { stop } from './run.mjs'

const SCREEN = '1920x1080x24'

/**
 * @returns {Promise<{ name: string, close: () => void }>} a virtual display with a number that was free
 */
export const virtualDisplay = () =>
  new Promise((resolve) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    })
    let complaint = ''
    server.stderr?.on('data', (chunk) => (complaint += String(chunk)))
    server.on('error', () => stop('Xvfb is not installed; `npm run setup` says how to get it.'))
    server.on('exit', (code) => {
      if (code !== null && code !== 0) stop(`Xvfb ended with ${code}:\n${complaint}`)
    })
    let number = ''
    server.stdio[3]?.on('data', (chunk) => {
      number += String(chunk)
      if (number.endsWith('\n')) resolve({ name: `:${number.trim()}`, close: () => server.kill() })
    })
  })

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
