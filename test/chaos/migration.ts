import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { replicaFile } from '../../src-main/core/store/opening.ts'
import { profileAt } from '../../src-main/shell/start/profile.ts'
import { livesOf } from '../e2e/lives.ts'
import { signalAll, treeOf } from './processes.ts'
import { until } from './until.ts'

/** So many grants make the indices of the second migration take long enough to be killed in. */
const grants = 40_000

const places = (profile: string) => {
  const { store, secrets } = profileAt(profile).of('practice')
  return { file: replicaFile(store), key: join(secrets, 'store-key.plain') }
}

const inReplica = <T>(profile: string, work: (db: Database.Database) => T): T => {
  const { file, key } = places(profile)
  const db = new Database(file)
  try {
    db.pragma(`cipher = 'sqlcipher'`)
    db.pragma(`key = "x'${readFileSync(key, 'utf8')}'"`)
    db.pragma('busy_timeout = 5000')
    return work(db)
  } finally {
    db.close()
  }
}

/**
 * Turns the replica into one as the first version wrote it. What that version did not know is put aside in tables of
 * its own, so that `restore` can tell that nothing was lost.
 */
export const age = (profile: string): void =>
  inReplica(profile, (db) => {
    db.exec(`
      BEGIN IMMEDIATE;
      CREATE TABLE aside_access AS SELECT * FROM access_rows;
      CREATE TABLE aside_grants AS SELECT id, may_open, for_review FROM grants;
      CREATE TABLE aside_stock AS SELECT * FROM stock;
      CREATE TABLE aside_tests AS SELECT * FROM hardware_test;
      DROP TABLE access_rows;
      DROP TABLE stock;
      DROP TABLE hardware_test;
      DROP INDEX grants_may_open;
      DROP INDEX grants_for_review;
      ALTER TABLE grants DROP COLUMN may_open;
      ALTER TABLE grants DROP COLUMN for_review;
      INSERT INTO grants (id, case_id, open, seq, json)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${grants})
        SELECT 'old-' || i, 'old', 0, 0, '{"words":"' || hex(zeroblob(200)) || '"}' FROM n;
      DELETE FROM migrated WHERE version > 1;
      PRAGMA user_version = 1;
      COMMIT;
    `)
  })

const versionOf = (profile: string): number =>
  inReplica(profile, (db) => Number(db.pragma('user_version', { simple: true })))

/** A console that starts has opened it long before; ms. */
const patience = 60_000

/** Waits for core to have opened the replica and ends the whole app at once; throws where the migration was over. */
export const killInMigration = async (profile: string): Promise<void> => {
  const opened = `${places(profile).file}-shm`
  const end = performance.now() + patience
  while (!existsSync(opened)) {
    if (performance.now() > end) throw new Error(`core did not open the replica within ${patience} ms`)
    await wait(2)
  }
  const { main } = livesOf(profile)
  if (main === null) throw new Error('the replica was opened by nobody')
  const all = treeOf(main)
  signalAll(all, 'SIGSTOP')
  signalAll(all, 'SIGKILL')
  await until('the app to be gone', () => livesOf(profile).main === null)
  if (versionOf(profile) !== 1) throw new Error('the migration was over before the kill')
}

/** Puts back what `age` put aside; a sentence for each thing that the migration has lost. */
export const restore = (profile: string): string[] =>
  inReplica(profile, (db) => {
    const version = Number(db.pragma('user_version', { simple: true }))
    const kept = db.prepare(`SELECT count(*) FROM grants WHERE case_id = 'old'`).pluck().get()
    db.exec(`
      BEGIN IMMEDIATE;
      INSERT OR IGNORE INTO access_rows SELECT * FROM aside_access;
      INSERT OR IGNORE INTO stock SELECT * FROM aside_stock;
      INSERT OR IGNORE INTO hardware_test SELECT * FROM aside_tests;
      UPDATE grants SET (may_open, for_review) =
        (SELECT a.may_open, a.for_review FROM aside_grants a WHERE a.id = grants.id)
        WHERE id IN (SELECT id FROM aside_grants);
      DELETE FROM grants WHERE case_id = 'old';
      DROP TABLE aside_access;
      DROP TABLE aside_grants;
      DROP TABLE aside_stock;
      DROP TABLE aside_tests;
      COMMIT;
    `)
    return [
      ...(version > 1 ? [] : ['the migration was not finished']),
      ...(kept === grants ? [] : [`of ${grants} old rows ${String(kept)} are there`]),
    ]
  })
