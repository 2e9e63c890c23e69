import { join } from 'node:path'

/** Lists lie in this folder of out/main, out/preload and out/renderer, one for each bundle; none is packaged. */
export const BUNDLED = 'bundled-packages'

/**
 * A plugin that writes down whose code went into a bundle. A bundle does not say so itself, and a bill of materials
 * guessed from package.json would name what was shaken off and miss what was drawn in behind it.
 * @returns {import('vite').Plugin}
 */
export const noteBundledPackages = () => ({
  name: 'note-bundled-packages',
  apply: 'build',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((part) =>
      part.type === 'chunk'
        ? part.moduleIds.filter((id) => isStyle(id) || (part.modules[id]?.renderedLength ?? 0) > 0)
        : [],
    )
    const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []))
    const entry = Object.values(bundle).find((part) => part.type === 'chunk' && part.isEntry)
    // The preload's entries are bundled one by one, inside a build that has none of its own.
    if (entry === undefined) return
    this.emitFile({
      type: 'asset',
      fileName: `${BUNDLED}/${entry.name}.json`,
      source: `${JSON.stringify([...folders].sort())}\n`,
    })
  },
})

/** A style leaves no script behind; it goes into a sheet.
 * @param {string} id */
const isStyle = (id) => /[.]css($|[?])/.test(id)

/**
 * @param {string} id a module's absolute path, perhaps with marks of the bundler's
 * @returns {string | undefined} the folder of its package from `node_modules` on, as package-lock.json names it
 */
const packageFolder = (id) => {
  const [, inner] = /[/\\](node_modules[/\\].*)$/.exec(id) ?? []
  const steps = inner?.split(/[/\\]/) ?? []
  const last = steps.lastIndexOf('node_modules')
  if (last < 0) return undefined
  const length = steps[last + 1]?.startsWith('@') ? 3 : 2
  return join(...steps.slice(0, last + length)).replaceAll('\\', '/')
}
