import { sha256 } from '../crypto.ts'
import type { Db } from './db.ts'
import { beginning } from './migration1.ts'
import { accessInFull } from './migration2.ts'
import { protection } from './migration3.ts'
import { shortSessions } from './migration4.ts'
import { workbench } from './migration5.ts'
import { locksOfRegistry } from './migration6.ts'

/** Numbered from 1 and sealed: one that has been used is never edited, another one follows it. */
const migrations: readonly string[] = [
  beginning,
  accessInFull,
  protection,
  shortSessions,
  workbench,
  locksOfRegistry,
]

export const migrate = (db: Db): void => {
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > migrations.length)
    throw new Error(
      `the database is of version ${version}, from the future of this program (${migrations.length})`,
    )
  checkSeals(db, version)
  for (const [index, sql] of migrations.entries()) {
    if (index >= version) step(db, index + 1, sql)
  }
}

const step = (db: Db, number: number, sql: string): void =>
  db
    .transaction(() => {
      db.exec(sql)
      db.prepare('INSERT INTO migration (number, seal) VALUES (?, ?)').run(number, sha256(sql))
      db.pragma(`user_version = ${number}`)
    })
    .immediate()

const checkSeals = (db: Db, version: number): void => {
  if (version === 0) return
  const seals = db.prepare<[], { number: number; seal: string }>('SELECT number, seal FROM migration').all()
  for (const { number, seal } of seals) {
    const sql = migrations[number - 1]
    if (sql === undefined || sha256(sql) !== seal)
      throw new Error(`migration ${number} was changed after this database had used it`)
  }
}
