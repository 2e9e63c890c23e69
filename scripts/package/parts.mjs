import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { STAND_IN } from '../electron.mjs'
import { ROOT } from '../paths.mjs'

/**
 * @typedef {object} Part software that came inside other software and that no package.json speaks of
 * @property {string} name
 * @property {string} version
 * @property {string} [npm] its name on the npm registry
 * @property {string} [licence]
 * @property {readonly Part[]} [holds]
 */

/** What of Electron's dozens of versions people look up when a fault becomes known. */
const HELD = ['chrome', 'node', 'v8', 'zlib', 'icu', 'uv']

/**
 * Asked of the program itself, while it can still be run as Node: nothing else knows what is in it.
 * @param {import('../electron.mjs').Electron} electron
 * @returns {Part}
 */
export const electronParts = (electron) => {
  const said = execFileSync(electron.path, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  })
  const versions = JSON.parse(said)
  return {
    name: 'electron',
    version: versions.electron,
    npm: electron.official ? 'electron' : STAND_IN.name,
    licence: 'MIT',
    holds: HELD.flatMap((name) => (versions[name] === undefined ? [] : [{ name, version: versions[name] }])),
  }
}

/** @returns {readonly Part[]} what better-sqlite3 was compiled from */
export const sqliteParts = () => {
  const header = readFileSync(join(ROOT, 'node_modules/better-sqlite3/deps/sqlite3/sqlite3.h'), 'utf8')
  const said = (/** @type {RegExp} */ pattern) => {
    const [, version] = pattern.exec(header) ?? []
    if (version === undefined) throw new Error(`SQLite's header does not say ${pattern}`)
    return version
  }
  return [
    { name: 'sqlite', version: said(/#define SQLITE_VERSION\s+"([^"]+)"/), licence: 'blessing' },
    {
      name: 'sqlite3mc',
      version: said(/#define SQLITE3MC_VERSION_STRING\s+"SQLite3 Multiple Ciphers ([^"]+)"/),
      licence: 'MIT',
    },
  ]
}
