import type Database from 'better-sqlite3'

/** A handle on the database, unlocked. */
export type Db = Database.Database
