import { join } from 'node:path'
import { extractFile, listPackage, statFile } from '@electron/asar'

export type Packed = { readonly path: string; readonly text: () => string }

/** The files of a packaged program's archive, by their paths in it, such as `out/main/index.js`. */
export const archiveOf = (folder: string): readonly Packed[] => {
  const archive = join(folder, 'resources/app.asar')
  return listPackage(archive, { isPack: false })
    .map((path) => path.replace(/^[/\\]/, ''))
    .filter((path) => !('files' in statFile(archive, path)))
    .map((path) => ({ path, text: () => extractFile(archive, path).toString('latin1') }))
}

/** `@scope/name` or `name` of each package that lies in it whole. */
export const packagesIn = (archive: readonly Packed[]): readonly string[] => [
  ...new Set(archive.flatMap(({ path }) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])),
]
