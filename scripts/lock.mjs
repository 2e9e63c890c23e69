import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.mjs'

/**
 * @typedef {object} Locked one package of package-lock.json
 * @property {string} [name] where it differs from its folder's, as for an alias
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {string} [license]
 * @property {boolean} [dev]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 */

/** Packages by their folders from `node_modules` on; the checkout itself is ''.
 * @typedef {Readonly<Record<string, Locked>>} Lock */

/**
 * @param {string} [root]
 * @returns {Lock}
 */
export const readLock = (root = ROOT) =>
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages

const MODULES = 'node_modules/'

/** What packages name as needed and run without: headers to compile against, and a tool that patches before publishing. */
const NEVER_RUN = ['node-addon-api', 'patch-package']

/**
 * @param {string} folder
 * @param {Locked} locked
 * @returns {string} as the registry calls it
 */
export const nameOf = (folder, { name }) => name ?? folder.slice(folder.lastIndexOf(MODULES) + MODULES.length)

/**
 * The packages in `folders` and all that they depend on, as far as it is installed: what was made for another platform
 * is not. Declarations of types, and what is only built with, are left out, since nothing of them runs.
 * @param {Lock} lock
 * @param {readonly string[]} folders
 * @returns {string[]} sorted
 */
export const withDependencies = (lock, folders) => {
  const found = new Set(folders)
  for (const folder of found) for (const needed of dependenciesOf(lock, folder)) found.add(needed)
  return [...found].sort()
}

/**
 * @param {Lock} lock
 * @param {string} folder
 * @returns {string[]} its own dependencies alone
 */
export const dependenciesOf = (lock, folder) => {
  const { dependencies, optionalDependencies } = lock[folder] ?? {}
  return Object.keys({ ...dependencies, ...optionalDependencies })
    .filter((name) => !name.startsWith('@types/') && !NEVER_RUN.includes(name))
    .flatMap((name) => seenFrom(lock, folder, name) ?? [])
    .filter((needed) => existsSync(join(ROOT, needed)))
}

/**
 * Node's own search: the nearest `node_modules` that has it.
 * @param {Lock} lock
 * @param {string} folder
 * @param {string} name
 * @returns {string | undefined}
 */
const seenFrom = (lock, folder, name) => {
  const candidate = `${folder === '' ? '' : `${folder}/`}${MODULES}${name}`
  if (lock[candidate] !== undefined) return candidate
  const above = folder.lastIndexOf(MODULES)
  return above < 0 ? undefined : seenFrom(lock, folder.slice(0, above).replace(/[/]$/, ''), name)
}
