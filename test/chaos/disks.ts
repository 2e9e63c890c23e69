import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openReader as openCentreDb } from '../../src-centre/store/database.ts'
import { entryReader } from '../../src-centre/store/entries.ts'
import { openResidentKeys } from '../../src-centre/store/residentKeys.ts'
import { rowReader, tablesInOrder } from '../../src-centre/store/rows.ts'
import { genesis } from '../../src-domain/journal/chain.ts'
import type { Entry } from '../../src-domain/journal/envelope.ts'
import { entriesStore } from '../../src-main/core/store/entries.ts'
import { openReader as openReplicaDb } from '../../src-main/core/store/open.ts'
import { replicaStore } from '../../src-main/core/store/replica.ts'
import { rowsStore } from '../../src-main/core/store/rows.ts'
import { replicaFile } from '../../src-main/core/store/store.ts'
import { profileAt } from '../../src-main/shell/start/profile.ts'
import type { Disk } from './compare.ts'

const everything = 10_000_000

/** The console's disk as it stands at this moment, read beside it. `profile`: the folder that it was started with. */
export const readReplica = (profile: string): Disk => {
  const { store, secrets } = profileAt(profile).of('practice')
  const db = openReplicaDb(replicaFile(store), readFileSync(join(secrets, 'store-key.plain'), 'utf8'))
  try {
    return db.transaction(() => {
      const { fromSeq, seq, hash } = replicaStore(db).standing()
      const entries = entriesStore(db).from(fromSeq, everything)
      const [first] = entries
      // Behind a snapshot the first entry says what it stands on; the centre's own says whether that is true.
      const from = { seq: fromSeq, hash: first?.prevHash ?? (fromSeq === 0 ? genesis : hash) }
      return { from, head: { seq, hash }, entries, rows: rowsStore(db).all() }
    })()
  } finally {
    db.close()
  }
}

/** The centre's disk at this moment, from behind entry `from`. */
export const readCentre = (folder: string, from: number): Disk =>
  reading(folder, ({ entries, rows }) => {
    const head = entries.head()
    const begun = entries.link(from)
    if (!begun) throw new Error(`the centre has no entry ${from}`)
    return {
      from: begun,
      head,
      entries: entries.after(from, head.seq, everything),
      rows: tablesInOrder.flatMap((table) => rows.slice(table, '', everything)),
    }
  })

/** All entries of the centre behind `from`. */
export const centreEntries = (folder: string, from: number): Entry[] =>
  reading(folder, ({ entries }) => entries.after(from, Number.MAX_SAFE_INTEGER, everything))

export const centreHead = (folder: string): number =>
  reading(folder, ({ entries }) => entries.head().seq)

type Centre = { readonly entries: ReturnType<typeof entryReader>; readonly rows: ReturnType<typeof rowReader> }
const reading = <T>(folder: string, read: (centre: Centre) => T): T => {
  const db = openCentreDb(join(folder, 'centre.db'), readFileSync(join(folder, 'centre.key'), 'utf8').trim())
  try {
    return db.transaction(() =>
      read({ entries: entryReader(db, openResidentKeys(db)), rows: rowReader(db) }),
    )()
  } finally {
    db.close()
  }
}
