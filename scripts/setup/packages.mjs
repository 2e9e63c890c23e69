import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ROOT } from '../paths.mjs'
import { run, stop } from '../run.mjs'

/** @typedef {{ version?: string, integrity?: string, link?: boolean }} Locked */

/**
 * Installs exactly what package-lock.json names.
 *
 * Not `npm ci`: since npm 11.16 it refuses a lock file, even one it has just written, when the registry lacks an
 * optional package of some other platform, as mirrors do. `npm install --no-save` takes the locked versions and
 * checks their integrity too, and leaves the lock file alone; that nothing else came in is verified afterwards.
 */
export const installPackages = async () => {
  const { code } = await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    env: withoutOwnBinaries(process.env),
    shell: process.platform === 'win32',
  })
  if (code !== 0) stop('The packages could not be installed; npm says why above.')
  const strangers = notAsLocked()
  if (strangers.length > 0) {
    stop(`package-lock.json does not match package.json; npm install brought:\n  ${strangers.join('\n  ')}`)
  }
  const node = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (!existsSync(node))
    stop('The `node` package did not install Node 24; npm was kept from running its script.')
  const said = await run(node, ['--version'], { stdio: 'pipe', shell: process.platform === 'win32' })
  console.log(`    npm scripts run on Node ${said.output.trim()}`)
}

/** npm replaces node_modules/.bin/node; it must not be standing on it meanwhile.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv} */
const withoutOwnBinaries = (env) => {
  const own = join(ROOT, 'node_modules')
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(own))
  return { ...env, PATH: path.join(delimiter) }
}

/** @returns {string[]} installed packages that the lock file does not name in this version and with this integrity */
const notAsLocked = () => {
  const locked = packagesIn(join(ROOT, 'package-lock.json'))
  const installed = packagesIn(join(ROOT, 'node_modules', '.package-lock.json'))
  return Object.entries(installed).flatMap(([path, it]) => {
    const wanted = locked[path]
    if (wanted !== undefined && wanted.version === it.version && wanted.integrity === it.integrity) return []
    return [`${path} ${it.version} (locked: ${wanted?.version ?? 'not at all'})`]
  })
}

/**
 * @param {string} file
 * @returns {Record<string, Locked>}
 */
const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
