import type { Db } from './db.ts'

/** Single words about this database, such as the journal's own id. */
export type Meta = {
  readonly get: (name: string) => string | undefined
  readonly set: (name: string, value: string) => void
}

export const openMeta = (db: Db): Meta => {
  const get = db.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck()
  const set = db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
  return { get: (name) => get.get(name), set: (name, value) => void set.run(name, value) }
}
