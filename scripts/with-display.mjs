// `node scripts/with-display.mjs COMMAND ARGS`: runs COMMAND on the display that is there, else on one of its own.
import { spawn } from 'node:child_process'
import { run, stop } from './run.mjs'

const SCREEN = '1920x1080x24'

/**
 * @returns {Promise<{ name: string, close: () => void }>} a virtual display with a number that was free
 */
const virtualDisplay = () =>
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

const [command, ...args] = process.argv.slice(2)
if (command === undefined) stop('Say what to run: node scripts/with-display.mjs COMMAND ARGS')

const needed = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
const display = needed ? await virtualDisplay() : undefined
const env = display === undefined ? process.env : { ...process.env, DISPLAY: display.name }
try {
  const { code } = await run(command, args, { env, shell: process.platform === 'win32' })
  process.exitCode = code
} finally {
  display?.close()
}
