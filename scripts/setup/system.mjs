import { existsSync } from 'node:fs'
import { run, stop } from '../run.mjs'

/** What Electron links against on Linux, and the display that its tests open windows on. */
const DEBIAN_PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'xvfb',
  'xauth',
]

export const installSystemLibraries = async () => {
  if (process.platform !== 'linux') return console.log('    nothing to do on this system')
  if (!existsSync('/usr/bin/dpkg-query')) {
    return console.log(
      `    not a Debian: these must be there, under their names here: ${DEBIAN_PACKAGES.join(' ')}`,
    )
  }
  const missing = await missingPackages()
  if (missing.length === 0) return console.log('    all there')
  if (process.getuid?.() !== 0) {
    return console.log(`    missing; ask an administrator for:\n    apt-get install ${missing.join(' ')}`)
  }
  await apt(['update', '-qq'])
  await apt(['install', '-y', '-qq', '--no-install-recommends', ...(await installable(missing))])
  const still = await missingPackages()
  if (still.length > 0) stop(`Not installed after all: ${still.join(' ')}`)
  console.log(`    installed ${missing.join(' ')}`)
}

/** Debian 13 renamed some libraries for 64-bit time: the old name plus "t64".
 * @param {string} name
 * @returns {string[]} */
const names = (name) => [name, `${name}t64`]

/** @returns {Promise<string[]>} */
const missingPackages = async () => {
  const asked = await run(
    'dpkg-query',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholders
    ['-W', '-f', '${Package} ${db:Status-Status}\n', ...DEBIAN_PACKAGES.flatMap(names)],
    { stdio: 'pipe' },
  )
  const installed = new Set(
    asked.output.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  )
  return DEBIAN_PACKAGES.filter((name) => !names(name).some((each) => installed.has(each)))
}

/**
 * @param {readonly string[]} wanted
 * @returns {Promise<string[]>} the name that this release of Debian knows each package by
 */
const installable = (wanted) =>
  Promise.all(
    wanted.map(async (name) => {
      const asked = await run('apt-cache', ['policy', `${name}t64`], { stdio: 'pipe' })
      return /Candidate: (?!\(none\))/.test(asked.output) ? `${name}t64` : name
    }),
  )

/** @param {readonly string[]} args */
const apt = async (args) => {
  const { code, output } = await run('apt-get', args, {
    stdio: 'pipe',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (code !== 0) stop(`apt-get ${args[0]} failed:\n${output}`)
}
