import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { requireRoom } from '../../core/store/room.ts'

/** Enough to tell a disk that takes files from one that does not. */
const little = 64 * 1024

/** Memory that looks like a disk, on Linux; the last to be asked. */
const elsewhere = (): readonly string[] => [tmpdir(), '/dev/shm']

/**
 * `folder` where it can be made and takes files; otherwise the same one for this account and this `folder` on another
 * disk of the machine, so that a full or read-only profile stops no desk. `folder` itself where no disk takes any.
 */
export const writableFolder = (folder: string, warn: (what: string) => void): string => {
  if (takesFiles(folder)) return folder
  const name = `vaktrom-${process.getuid?.() ?? 'user'}-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
  for (const disk of elsewhere()) {
    const other = join(disk, name, basename(folder))
    if (isOurs(join(disk, name)) && takesFiles(other)) {
      warn(`${folder} takes no files; ${other} stands in for it`)
      return other
    }
  }
  return folder
}

const takesFiles = (folder: string): boolean => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    requireRoom(folder, little)
    return true
  } catch {
    return false
  }
}

/** A name in a folder that everybody may write may have been taken by somebody else. */
const isOurs = (folder: string): boolean => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const there = lstatSync(folder)
    return (
      there.isDirectory() && there.uid === (process.getuid?.() ?? there.uid) && (there.mode & 0o077) === 0
    )
  } catch {
    return false
  }
}
