import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Contrib, Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { PackageURL } from 'packageurl-js'
import parseExpression from 'spdx-expression-parse'
import { licenceOf } from '../licences/licences.mjs'
import { dependenciesOf, nameOf, readLock } from '../lock.mjs'
import { ROOT } from '../paths.mjs'
import { electronParts, sqliteParts } from './parts.mjs'

const SPEC = Spec.Spec1dot6
const LIBRARY = Enums.ComponentType.Library

const licences = new Contrib.License.Factories.LicenseFactory(parseExpression)
const builder = new Contrib.FromNodePackageJson.Builders.ComponentBuilder(
  new Contrib.FromNodePackageJson.Factories.ExternalReferenceFactory(),
  licences,
)

/**
 * The bill of materials of a package, as CycloneDX 1.6 JSON: what is shipped, and what each of it needs.
 * @param {readonly string[]} folders the packages shipped, from `node_modules` on
 * @param {import('../electron.mjs').Electron} electron
 * @returns {Promise<string>}
 */
export const billOfMaterials = async (folders, electron) => {
  const lock = readLock()
  const components = new Map(folders.map((folder) => [folder, component(folder, lock)]))
  for (const [folder, each] of components)
    for (const needed of dependenciesOf(lock, folder)) addNeed(each, components.get(needed))
  for (const part of sqliteParts()) components.get('node_modules/better-sqlite3')?.components.add(made(part))

  const console = componentFrom(join(ROOT, 'package.json'), Enums.ComponentType.Application)
  const shell = made(electronParts(electron))
  for (const each of [shell, ...components.values()]) addNeed(console, each)

  const bom = new Models.Bom({ serialNumber: Contrib.Bom.Utils.randomSerialNumber() })
  bom.metadata.timestamp = new Date()
  bom.metadata.component = console
  bom.components.add(shell)
  for (const each of components.values()) bom.components.add(each)
  const text = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(SPEC)).serialize(bom, {
    sortLists: true,
    space: 2,
  })
  const fault = await new Validation.JsonStrictValidator(SPEC.version).validate(text)
  if (fault !== null) throw new Error(`The bill of materials breaks its schema: ${JSON.stringify(fault)}`)
  return `${text}\n`
}

/** @param {Models.Component} from
 * @param {Models.Component | undefined} to */
const addNeed = (from, to) => {
  if (to !== undefined) from.dependencies.add(to.bomRef)
}

/**
 * @param {string} file a package.json
 * @param {Enums.ComponentType} type
 */
const componentFrom = (file, type) => {
  const made = builder.makeComponent(JSON.parse(readFileSync(file, 'utf8')), type)
  if (made === undefined) throw new Error(`${file} says no name`)
  made.bomRef.value = `${made.group === undefined ? '' : `${made.group}/`}${made.name}@${made.version}`
  return made
}

/**
 * @param {string} folder
 * @param {import('../lock.mjs').Lock} lock
 */
const component = (folder, lock) => {
  const locked = lock[folder] ?? {}
  const made = componentFrom(join(ROOT, folder, 'package.json'), LIBRARY)
  made.bomRef.value = folder
  made.purl = npmUrl(nameOf(folder, locked), made.version)
  const licence = licenceOf(folder, locked)
  if (licence !== undefined) made.licenses = new Models.LicenseRepository([licences.makeFromString(licence)])
  if (locked.integrity !== undefined)
    made.hashes.set(...Contrib.FromNodePackageJson.Utils.parsePackageIntegrity(locked.integrity))
  return made
}

/**
 * @param {string} name
 * @param {string | undefined} version
 */
const npmUrl = (name, version) => {
  const [scope, bare] = name.startsWith('@') ? name.split('/') : [undefined, name]
  return new PackageURL('npm', scope, bare ?? name, version).toString()
}

/** @param {import('./parts.mjs').Part} part
 * @returns {Models.Component} */
const made = ({ name, version, npm, licence, holds }) => {
  const part = new Models.Component(LIBRARY, name, { version, bomRef: `${name}@${version}` })
  if (npm !== undefined) part.purl = npmUrl(npm, version)
  if (licence !== undefined) part.licenses.add(licences.makeFromString(licence))
  for (const inner of holds ?? []) part.components.add(made(inner))
  return part
}
