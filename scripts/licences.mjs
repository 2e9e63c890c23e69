// `node scripts/licences.mjs [FOLDER]`: holds every package of the checkout, or of FOLDER, to the licences allowed.
import { resolve } from 'node:path'
import { idleExceptions, licenceFaults } from './licences/licences.mjs'
import { readLock } from './lock.mjs'
import { ROOT } from './paths.mjs'

const root = resolve(process.argv[2] ?? ROOT)
const lock = readLock(root)
const faults = licenceFaults(lock, { root })
if (faults.length > 0)
  console.log(['Not among the licences of scripts/licences/allowed.mjs:', ...faults].join('\n  '))
const idle = root === resolve(ROOT) ? idleExceptions(lock) : []
if (idle.length > 0) console.log(['Exceptions that nothing needs any more:', ...idle].join('\n  '))
process.exitCode = faults.length + idle.length > 0 ? 1 : 0
