import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/** Why a file was set aside: what is in it, who made it, or that its key is gone. */
export const asideReasons = ['damaged', 'newer', 'key', 'journal'] as const
export type AsideWhy = (typeof asideReasons)[number]
export type Aside = { readonly why: AsideWhy; readonly file: string; readonly at: number }

/** `replica-damaged-20261125T231250Z.db`; with a number behind it where two fall in one second. */
const shape = new RegExp(
  `^replica-(${asideReasons.join('|')})-(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z(?:-\\d+)?\\.db$`,
)

/** A name in that folder that no file bears yet. */
export const asideName = (folder: string, why: AsideWhy, now: number): string => {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
  for (let n = 1; ; n++) {
    const file = join(folder, `replica-${why}-${stamp}${n === 1 ? '' : `-${n}`}.db`)
    if (!existsSync(file)) return file
  }
}

/**
 * Moves a replica out of the way with all that belongs to it; nothing is deleted and nothing written over. Throws
 * what the system throws where the folder cannot be written.
 */
export const setFileAside = (path: string, folder: string, why: AsideWhy, now: number): Aside => {
  const file = asideName(folder, why, now)
  // The database last: as long as it stands, the next start finds it and does the rest.
  for (const part of ['-wal', '-shm', '-journal', ''])
    if (existsSync(path + part)) renameSync(path + part, file + part)
  return { why, file, at: now }
}

/** All that lie there, the newest first. Their number is bounded by telling the operator, and by nothing else. */
export const asides = (folder: string): Aside[] => {
  const named = (name: string): Aside[] => {
    const [, why, ...parts] = shape.exec(name) ?? []
    const known = asideReasons.find((reason) => reason === why)
    const [y = 0, month = 0, d = 0, h = 0, m = 0, s = 0] = parts.map(Number)
    return known ? [{ why: known, file: join(folder, name), at: Date.UTC(y, month - 1, d, h, m, s) }] : []
  }
  try {
    return readdirSync(folder)
      .flatMap(named)
      .sort((a, b) => b.at - a.at || b.file.localeCompare(a.file))
  } catch {
    // A folder that cannot be read says so by its replica, which cannot be opened either.
    return []
  }
}
