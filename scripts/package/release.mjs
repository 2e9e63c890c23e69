import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { STAND_IN_MARK } from '../electron.mjs'
import { ROOT } from '../paths.mjs'

/**
 * A release goes to people who answer alarms with it: it is built with the official Electron, of the version that this
 * checkout is tested for, and nothing else.
 * @param {import('../electron.mjs').Electron} electron
 * @returns {string | undefined} why it may not be made
 */
export const refuseRelease = (electron) => {
  // The mark too: a folder that was named counts as official, and somebody may name the stand-in's.
  if (!electron.official || existsSync(join(electron.folder, STAND_IN_MARK))) {
    return loudly([
      `NO RELEASE: the Electron here is a stand-in (${electron.version}), not the official build.`,
      'Reach its download and run `npm run setup`, or unpack it and set',
      'ELECTRON_OVERRIDE_DIST_PATH. Without --release a package for practice is made.',
    ])
  }
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  if (electron.version === devDependencies.electron) return undefined
  return loudly([
    `NO RELEASE: the Electron here is ${electron.version || 'of no known version'},`,
    `and this checkout is made for ${devDependencies.electron}.`,
  ])
}

/** @param {readonly string[]} lines */
const loudly = (lines) => {
  const line = '!'.repeat(78)
  return [line, ...lines.map((each) => `  ${each}`), line].join('\n')
}
