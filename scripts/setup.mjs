// Begins on Node 20 with nothing installed: nothing here may import a package.
import { describeElectron, findElectron } from './electron.mjs'
import { orStop, stop } from './run.mjs'
import { installElectron } from './setup/electron.mjs'
import { installPackages } from './setup/packages.mjs'
import { installSystemLibraries } from './setup/system.mjs'

const major = Number(process.versions.node.split('.')[0])
if (major < 20) stop(`Vaktrom's setup needs Node 20 or newer to begin; this is ${process.version}.`)

console.log('1/3 Packages')
await installPackages()
console.log('2/3 System libraries')
await installSystemLibraries()
console.log('3/3 Electron')
await installElectron()

const electron = orStop(findElectron)
if (electron === undefined) stop('No Electron could be had; see above.')
console.log(`Ready. ${describeElectron(electron)}`)
console.log(
  '`npm start` opens the console on the practice centre; `npm test` runs everything that must pass.',
)
