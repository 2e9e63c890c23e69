import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLock, withDependencies } from '../lock.mjs'
import { ROOT } from '../paths.mjs'
import { BUNDLED } from './bundled.mjs'

/**
 * @typedef {object} Shipped folders of packages, from `node_modules` on
 * @property {string[]} whole copied into the archive, to be loaded from there
 * @property {string[]} all those and whatever went into a bundle
 */

/**
 * What a packaged console carries of other people's work, Electron apart; reads what the last build has written down.
 * The dependencies of what was bundled count too: a published file may hold theirs already (maplibre-gl's does), where
 * no bundler sees them.
 * @returns {Shipped}
 */
export const shippedPackages = () => {
  const lock = readLock()
  const inMain = bundledInto('main')
  const bundled = [...inMain, ...bundledInto('preload'), ...bundledInto('renderer')]
  const asked = Object.keys(lock['']?.dependencies ?? {}).map((name) => `node_modules/${name}`)
  const whole = withDependencies(
    lock,
    asked.filter((folder) => !inMain.includes(folder)),
  )
  return { whole, all: withDependencies(lock, [...bundled, ...whole]) }
}

/**
 * @param {string} part of out/
 * @returns {string[]}
 */
const bundledInto = (part) => {
  const folder = join(ROOT, 'out', part, BUNDLED)
  return readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
}
