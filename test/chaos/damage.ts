import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { replicaFile } from '../../src-main/core/store/opening.ts'
import { profileAt } from '../../src-main/shell/start/profile.ts'

/** What can be done to the files of a console's profile. Each is done for real, to the file as it lies there. */
const parts = ['', '-wal', '-shm'] as const
/** Of SQLite's file and of its log: what comes before the first page, and from one page to the next. */
const pages = [
  ['', 0, 4_096],
  ['-wal', 32 + 24, 4_096 + 24],
] as const

const placesIn = (profile: string) => {
  const { store, secrets } = profileAt(profile).of('practice')
  return { file: replicaFile(store), key: join(secrets, 'store-key.plain') }
}

export const cutInHalf = (profile: string): void => {
  const { file } = placesIn(profile)
  truncateSync(file, Math.floor(readFileSync(file).length / 8_192) * 4_096 + 1_000)
  // Its log could still make it whole.
  truncateSync(`${file}-wal`, 0)
}

/** One bit in every page from the `first` on, in the file and in its log. */
export const flipBits = (profile: string, first: number): void => {
  const { file } = placesIn(profile)
  for (const [part, header, step] of pages) {
    const bytes = readFileSync(file + part)
    for (let at = header + first * step + 1_000; at < bytes.length; at += step)
      bytes[at] = (bytes[at] ?? 0) ^ 8
    // Into the same file: somebody may have it open.
    writeFileSync(file + part, bytes, { flag: 'r+' })
  }
}

/** As the console's next version would have left it. */
export const makeNewer = (profile: string): void => {
  const { file, key } = placesIn(profile)
  const db = new Database(file)
  db.pragma(`cipher = 'sqlcipher'`)
  db.pragma(`key = "x'${readFileSync(key, 'utf8')}'"`)
  db.exec('ALTER TABLE alarm ADD COLUMN colour TEXT; PRAGMA user_version = 99')
  db.close()
}

export const loseKey = (profile: string): void => rmSync(placesIn(profile).key)

export const takeAway = (profile: string): void => {
  const { file } = placesIn(profile)
  for (const part of parts) renameSync(file + part, `${file}.away${part}`)
}
