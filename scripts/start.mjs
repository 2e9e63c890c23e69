// `npm start -- ARGS`: the console, on the practice centre unless ARGS say otherwise.
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { requireDisplay, sandboxRefused } from './desktop.mjs'
import { describeElectron, requireElectron } from './electron.mjs'
import { ROOT } from './paths.mjs'
import { orStop, run } from './run.mjs'

const asked = process.argv.slice(2)
const MODES = ['--practice', '--live']
const mode = asked.some((arg) => MODES.includes(arg)) ? [] : ['--practice']

requireDisplay()
const electron = orStop(requireElectron)
await buildIfStale()
console.log(describeElectron(electron))
const sandbox = sandboxRefused() ? ['--no-sandbox'] : []
if (sandbox.length > 0)
  console.log('Started by root: Chromium runs WITHOUT its sandbox. Use another account for real work.')

const entry = join(ROOT, 'out', 'main', 'index.js')
const { code } = await run(electron.path, [entry, ...sandbox, ...mode, ...asked], { cwd: ROOT })
if (code > 2)
  console.log(
    'It did not end by itself. Where its watchdog is up, it comes back; it is quit by closing its window.',
  )
process.exitCode = code
