import { fork } from 'node:child_process'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './paths.mjs'
import { stop } from './run.mjs'

export const VIRTUAL_DONGLE = '--virtual-dongle'

/**
 * Where the practice centre of a console started with these arguments writes what is on its bench.
 * @param {readonly string[]} args
 * @returns {string}
 */
const benchFileOf = (args) => {
  const { values } = parseArgs({ args: [...args], options: { profile: { type: 'string' } }, strict: false })
  const asked = typeof values.profile === 'string' ? values.profile : process.env.VAKTROM_PROFILE
  const usual = join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'Vaktrom')
  return join(resolve(asked || usual), 'practice', 'centre', 'bench.json')
}

/**
 * Ends this process with a sentence where there can be no simulated dongle.
 * @param {readonly string[]} args of the console
 */
export const requireBench = (args) => {
  if (args.includes('--live'))
    stop(`${VIRTUAL_DONGLE} is for practice: a live desk tests real units with a real dongle.`)
  if (process.platform !== 'linux') stop(`${VIRTUAL_DONGLE} needs a Linux, with util-linux’ script.`)
}

/**
 * A simulated dongle with the practice centre's returned units near it, in a process of its own.
 * @param {readonly string[]} args of the console
 * @returns {Promise<{ path: string, end: () => void }>} the terminal that it is plugged into
 */
export const startVirtualDongle = async (args) => {
  const bench = fork(join(ROOT, 'test', 'virtual-lock', 'bench-process.ts'), [benchFileOf(args)])
  const path = await new Promise((resolve, reject) => {
    bench.once('message', (said) => resolve(/** @type {{ path: string }} */ (said).path))
    bench.once('exit', (code) => reject(new Error(`the virtual dongle ended with ${code}`)))
  }).catch((error) => stop(String(error)))
  return { path, end: () => bench.disconnect() }
}
