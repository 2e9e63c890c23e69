// `npm run package -- [--release] [--out FOLDER]`: a packaged console, its bill of materials and its notices.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { describeElectron, requireElectron } from './electron.mjs'
import { licenceFaults } from './licences/licences.mjs'
import { readLock } from './lock.mjs'
import { pack } from './package/builder.mjs'
import { debPossible, makeDeb } from './package/deb.mjs'
import { thirdPartyNotices } from './package/notices.mjs'
import { refuseRelease } from './package/release.mjs'
import { billOfMaterials } from './package/sbom.mjs'
import { shippedPackages } from './package/shipped.mjs'
import { ROOT } from './paths.mjs'
import { orStop, run, stop } from './run.mjs'

const { values } = parseArgs({ options: { release: { type: 'boolean' }, out: { type: 'string' } } })
const output = resolve(ROOT, values.out ?? 'dist')

if (values.out !== undefined && existsSync(output) && readdirSync(output).length > 0)
  stop(`${output} is not empty, and nothing of yours is to be cleared away.`)
const electron = orStop(requireElectron)
if (values.release) {
  const why = refuseRelease(electron)
  if (why !== undefined) stop(why)
}
console.log(describeElectron(electron))

// Always anew: what is given away must be what lies here, whatever the clock of a file says.
const vite = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
const built = await run(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT })
if (built.code !== 0) stop('The build failed; see above.')

const { whole, all } = shippedPackages()
const faults = licenceFaults(readLock(), { folders: all, shipped: true })
if (faults.length > 0) stop(['These may not be shipped, by their licences:', ...faults].join('\n  '))

rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })
const notices = join(output, 'THIRD-PARTY-NOTICES.txt')
const sbom = join(output, 'vaktrom.cdx.json')
writeFileSync(notices, thirdPartyNotices(all))
writeFileSync(sbom, await billOfMaterials(all, electron))

const program = await pack({ electron, whole, output, papers: [join(ROOT, 'LICENSE'), notices, sbom] })
const deb = debPossible() ? await makeDeb(program, output, values.release === true) : undefined

console.log([program, deb ?? 'No .deb: there is no dpkg-deb here.', sbom, notices].join('\n'))
