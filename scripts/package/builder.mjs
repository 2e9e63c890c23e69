import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, Platform } from 'electron-builder'
import { readLock } from '../lock.mjs'
import { ROOT } from '../paths.mjs'
import { blowFuses } from './fuses.mjs'

export const PROGRAM = 'vaktrom'

const SQLITE = 'node_modules/better-sqlite3'

/** SQLite with its cipher comes prebuilt for eight platforms; one of them is this one.
 * @returns {string} */
const sqliteForHere = () => `${SQLITE}/prebuilds/${process.platform}-${process.arch}.node`

/** What the Bluetooth library reaches adapters by: sockets, serial lines, USB; each prebuilt likewise, in folders. */
const RADIO = [
  'node_modules/@abandonware/bluetooth-hci-socket',
  'node_modules/@serialport/bindings-cpp',
  'node_modules/usb',
]

/** One folder may serve two processors: `darwin-x64+arm64`.
 * @returns {string[]} */
const radioForHere = () =>
  RADIO.map((folder) => `${folder}/prebuilds/${process.platform}-*${process.arch}*/**`)

/**
 * What goes into the archive: the build, the packages that it loads from disk, the icon. Source maps, type
 * declarations and sources stay at home, and so does each package that the bundles hold already or that never runs.
 * @param {readonly string[]} whole
 * @returns {string[]}
 */
const filesOf = (whole) => {
  const atHome = Object.entries(readLock()).filter(
    ([folder, { dev }]) => folder !== '' && dev !== true && !whole.includes(folder),
  )
  // The packer may lift what lies within a package to the top, past the path that the lock file has.
  const lifted = atHome
    .map(([folder]) => folder.slice(folder.lastIndexOf('node_modules/')))
    .filter((top) => !whole.some((folder) => folder.endsWith(top)))
  return [
    'package.json',
    'out/**',
    'resources/icon.png',
    '!out/*/bundled-packages/**',
    '!**/*.{map,ts,mts,cts}',
    // What a browser would fetch from a centre; ours serves none.
    '!node_modules/socket.io/client-dist/**',
    ...[...atHome.map(([folder]) => folder), ...lifted].map((folder) => `!${folder}/**`),
    `!${SQLITE}/{deps,src,prebuilds}/**`,
    `!${SQLITE}/binding.gyp`,
    sqliteForHere(),
    ...RADIO.flatMap((folder) => [
      `!${folder}/{prebuilds,src,include,examples,patches,test,libusb,libusb_config}/**`,
      `!${folder}/binding.gyp`,
    ]),
    ...radioForHere(),
    // What is compiled where no prebuilt one fits; none is compiled here.
    '!node_modules/@abandonware/noble/{lib/mac,lib/win}/{src,binding.gyp}',
    '!node_modules/@abandonware/noble/{examples,test,assets}/**',
  ]
}

/**
 * @typedef {object} Packing
 * @property {import('../electron.mjs').Electron} electron
 * @property {readonly string[]} whole packages to copy, as `shippedPackages` tells
 * @property {string} output
 * @property {readonly string[]} papers files to lay beside the program
 */

/**
 * Makes the unpacked program for this platform.
 * @param {Packing} packing
 * @returns {Promise<string>} its folder
 */
export const pack = async ({ electron, whole, output, papers }) => {
  let folder = ''
  await build({
    targets: Platform.current().createTarget('dir'),
    projectDir: ROOT,
    publish: 'never',
    config: {
      appId: 'vaktrom',
      productName: 'Vaktrom',
      // By which a desktop finds the icon of a window.
      extraMetadata: { desktopName: `${PROGRAM}.desktop` },
      directories: { output, buildResources: 'resources' },
      electronDist: electron.folder,
      electronVersion: electron.version,
      // Their tarball brings the binaries, for Node and Electron alike.
      npmRebuild: false,
      files: filesOf(whole),
      // The system loads a library from a file, never from an archive.
      asar: { smartUnpack: false },
      asarUnpack: [sqliteForHere(), ...radioForHere()],
      extraFiles: papers.map((from) => ({ from, to: basename(from) })),
      linux: { executableName: PROGRAM },
      afterPack: async ({ appOutDir }) => {
        folder = appOutDir
        // Electron's greeting, for a program without an application.
        rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true })
        await blowFuses(programIn(appOutDir))
      },
    },
  })
  return folder
}

/**
 * @param {string} folder
 * @returns {string} what carries the fuses
 */
export const programIn = (folder) => {
  switch (process.platform) {
    case 'darwin':
      return join(folder, 'Vaktrom.app')
    case 'win32':
      return join(folder, 'Vaktrom.exe')
    default:
      return join(folder, PROGRAM)
  }
}
