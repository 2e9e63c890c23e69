import { join } from 'node:path'
import { Contrib } from '@cyclonedx/cyclonedx-library'
import { licenceOf } from '../licences/licences.mjs'
import { nameOf, readLock } from '../lock.mjs'
import { ROOT } from '../paths.mjs'

const gatherer = new Contrib.License.Utils.LicenseEvidenceGatherer()
const LINE = '-'.repeat(80)

const HEAD = `Vaktrom holds software and a typeface made by others. Their licences follow.
Electron's is in LICENSE.electron.txt, and those of Chromium, Node.js and all that
they are made of in LICENSES.chromium.html, beside this file.
`

/**
 * The licences of all packages shipped, with the texts that they bring.
 * @param {readonly string[]} folders from `node_modules` on
 * @returns {string}
 */
export const thirdPartyNotices = (folders) => {
  const lock = readLock()
  const notices = folders.map((folder) => {
    const locked = lock[folder] ?? {}
    const title = `${nameOf(folder, locked)} ${locked.version}: ${licenceOf(folder, locked)}`
    const texts = textsIn(join(ROOT, folder))
    return [LINE, title, '', ...(texts.length > 0 ? texts : ['(It brings no text of its own.)']), ''].join(
      '\n',
    )
  })
  return [HEAD, ...notices].join('\n')
}

/** @param {string} folder
 * @returns {string[]} */
const textsIn = (folder) =>
  [...gatherer.getFileAttachments(folder)].map(({ text }) =>
    Buffer.from(String(text.content), 'base64').toString('utf8').replaceAll('\r\n', '\n').trim(),
  )
