import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.mjs'

/**
 * @typedef {object} Locked one package of package-lock.json
 * @property {string} [name] where it differs from its folder's, as for an alias
 * @property {string} [version]
 * @property {string} [license]
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

/**
 * @param {string} folder
 * @param {Locked} locked
 * @returns {string} as the registry calls it
 */
export const nameOf = (folder, { name }) => name ?? folder.slice(folder.lastIndexOf(MODULES) + MODULES.length)
