import { isAbsolute, join, sep } from 'node:path'

/** The console's own origin: files of the build, and the map. Nothing else is ever shown in a window. */
export const scheme = 'app'
export const host = 'vaktrom'
export const origin = `${scheme}://${host}`

export type Asset =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'map'; readonly mapId: string; readonly layer: string }
  | { readonly kind: 'none' }

const none: Asset = { kind: 'none' }

/** A map's id is a SHA-256 in base64url, 43 characters; a layer a plain word. */
const mapPath = /^map\/([A-Za-z0-9_-]{43})\/([A-Za-z0-9-]{1,64})\.json$/

/**
 * What an address of ours asks for; `folder` is the only place that files come from. Each step of the path is decoded
 * once and must then be a plain name: no dots-only step, no separator of any system, no NUL, no second encoding.
 * Links that lead out of the folder are the reader's matter (`appScheme.ts`), who sees the disk.
 */
export const assetAt = (address: string, folder: string): Asset => {
  if (!URL.canParse(address)) return none
  const url = new URL(address)
  if (url.protocol !== `${scheme}:` || url.host !== host || url.username !== '' || url.password !== '')
    return none
  const steps: string[] = []
  for (const step of url.pathname.slice(1).split('/')) {
    const name = decoded(step)
    if (name === null || !isPlainName(name)) return none
    steps.push(name)
  }
  const asMap = mapPath.exec(steps.join('/'))
  if (asMap !== null) return { kind: 'map', mapId: asMap[1] ?? '', layer: asMap[2] ?? '' }
  if (steps[0] === 'map') return none
  const path = join(folder, ...steps)
  return isAbsolute(path) && path.startsWith(folder + sep) ? { kind: 'file', path } : none
}

const decoded = (step: string): string | null => {
  try {
    return decodeURIComponent(step)
  } catch {
    return null
  }
}

const isPlainName = (name: string): boolean => /^[A-Za-z0-9_@-][A-Za-z0-9._@-]{0,199}$/.test(name)
