// `npm start -- ARGS`: the console, on the practice centre unless ARGS say otherwise. With --virtual-dongle there is a
// simulated dongle at its workbench.
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { requireDisplay, sandboxRefused } from './desktop.mjs'
import { describeElectron, requireElectron } from './electron.mjs'
import { ROOT } from './paths.mjs'
import { orStop, run } from './run.mjs'
import { requireBench, startVirtualDongle, VIRTUAL_DONGLE } from './virtual-dongle.mjs'

const all = process.argv.slice(2)
const asked = all.filter((arg) => arg !== VIRTUAL_DONGLE)
const MODES = ['--practice', '--live']
const mode = asked.some((arg) => MODES.includes(arg)) ? [] : ['--practice']
const wantsBench = asked.length < all.length

if (wantsBench) requireBench(asked)
requireDisplay()
const electron = orStop(requireElectron)
await buildIfStale()
console.log(describeElectron(electron))
const sandbox = sandboxRefused() ? ['--no-sandbox'] : []
if (sandbox.length > 0)
  console.log('Started by root: Chromium runs WITHOUT its sandbox. Use another account for real work.')

const dongle = wantsBench ? await startVirtualDongle(asked) : null
const env = dongle === null ? process.env : { ...process.env, BLUETOOTH_HCI_SOCKET_UART_PORT: dongle.path }
const entry = join(ROOT, 'out', 'main', 'index.js')
const { code } = await run(electron.path, [entry, ...sandbox, ...mode, ...asked], { cwd: ROOT, env })
dongle?.end()
if (code > 2)
  console.log(
    'It did not end by itself. Where its watchdog is up, it comes back; it is quit by closing its window.',
  )
process.exitCode = code
