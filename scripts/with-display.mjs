// `node scripts/with-display.mjs COMMAND ARGS`: runs COMMAND on the display that is there, else on one of its own.
import { virtualDisplay } from './desktop.mjs'
import { run, stop } from './run.mjs'

const [command, ...args] = process.argv.slice(2)
if (command === undefined) stop('Say what to run: node scripts/with-display.mjs COMMAND ARGS')

const needed = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
const display = needed ? await virtualDisplay() : undefined
// Whoever needs more of them may make their own.
const env =
  display === undefined ? process.env : { ...process.env, DISPLAY: display.name, VAKTROM_DISPLAY: 'virtual' }
try {
  const { code } = await run(command, args, { env, shell: process.platform === 'win32' })
  process.exitCode = code
} finally {
  display?.close()
}
