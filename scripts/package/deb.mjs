import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import installer from 'electron-installer-debian'
import { ROOT } from '../paths.mjs'
import { PROGRAM } from './builder.mjs'

/** Debian's names of what this machine may be. */
const ARCHITECTURES = /** @type {const} */ ({ x64: 'amd64', arm64: 'arm64' })

/** @returns {boolean} */
export const debPossible = () =>
  process.arch in ARCHITECTURES && spawnSync('dpkg-deb', ['--version'], { stdio: 'ignore' }).status === 0

/**
 * A .deb of the unpacked program. Chromium's sandbox helper belongs to root there and is set-user-ID, as it must be
 * where the system gives a plain account no namespaces of its own; the unpacked program cannot have that, and needs them.
 * @param {string} program the unpacked program's folder
 * @param {string} output
 * @param {boolean} small packed as far as it goes, which takes minutes; otherwise not at all, to be tried here and now
 * @returns {Promise<string>} the file
 */
export const makeDeb = async (program, output, small) => {
  const arch = ARCHITECTURES[/** @type {keyof typeof ARCHITECTURES} */ (process.arch)]
  const { packagePaths } = await installer({
    src: program,
    dest: output,
    arch,
    options: {
      name: PROGRAM,
      bin: PROGRAM,
      productName: 'Vaktrom',
      genericName: 'Alarm and patrol console',
      maintainer: 'The Vaktrom authors',
      section: 'misc',
      compression: small ? 'xz' : 'none',
      categories: ['Office'],
      icon: { '512x512': join(ROOT, 'resources/icon.png'), scalable: join(ROOT, 'resources/icon.svg') },
      desktopTemplate: fileURLToPath(new URL('vaktrom.desktop.ejs', import.meta.url)),
      // The program links to it: without it there is no start, with or without sound.
      depends: ['libasound2t64 | libasound2'],
    },
  })
  const [file] = packagePaths
  if (file === undefined) throw new Error('dpkg-deb left no package')
  return file
}
