import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import satisfies from 'spdx-satisfies'
import { nameOf } from '../lock.mjs'
import { ROOT } from '../paths.mjs'
import { ALLOWED, EXCEPTIONS } from './allowed.mjs'

/**
 * A package's licence as its own package.json says it, an SPDX expression where people keep to that; for one that is
 * not installed, being for another platform, as package-lock.json has it. Old packages say it in a list.
 * @param {string} folder from `node_modules` on
 * @param {import('../lock.mjs').Locked} locked
 * @param {string} [root]
 * @returns {string | undefined}
 */
export const licenceOf = (folder, locked, root = ROOT) => {
  const file = join(root, folder, 'package.json')
  if (!existsSync(file)) return locked.license
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof license === 'string') return license
  const said = [license, ...(Array.isArray(licenses) ? licenses : [])]
  const types = said.flatMap((each) => (typeof each?.type === 'string' ? [each.type] : []))
  return types.length === 0 ? undefined : types.join(' OR ')
}

/**
 * @param {import('../lock.mjs').Lock} lock
 * @param {{ folders?: readonly string[], shipped?: boolean, root?: string }} [of] all of the lock's unless named
 * @returns {string[]} a sentence for each package whose licence is not allowed
 */
export const licenceFaults = (lock, { folders = Object.keys(lock), shipped = false, root = ROOT } = {}) =>
  folders.flatMap((folder) => {
    const locked = lock[folder]
    if (folder === '' || locked === undefined) return []
    const name = nameOf(folder, locked)
    const licence = licenceOf(folder, locked, root)
    if (licence !== undefined && isAllowed(name, licence, shipped)) return []
    return [`${name} ${locked.version ?? ''}: ${licence ?? 'says no licence'} (${folder})`]
  })

/** @param {string} name
 * @param {string} licence
 * @param {boolean} shipped */
const isAllowed = (name, licence, shipped) =>
  EXCEPTIONS.some((it) => matches(it.name, name) && it.licence === licence && (it.shipped || !shipped)) ||
  satisfiesList(licence)

/** @param {string} pattern
 * @param {string} name */
const matches = (pattern, name) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern

/** @param {string} licence */
const satisfiesList = (licence) => {
  try {
    return satisfies(licence, ALLOWED)
  } catch {
    // No SPDX expression: "SEE LICENSE IN …", "UNLICENSED". Somebody has to read it.
    return false
  }
}

/**
 * @param {import('../lock.mjs').Lock} lock
 * @returns {string[]} the exceptions that no package needs any more
 */
export const idleExceptions = (lock) =>
  EXCEPTIONS.filter(
    ({ name }) =>
      !Object.entries(lock).some(([folder, each]) => folder !== '' && matches(name, nameOf(folder, each))),
  ).map(({ name }) => name)
