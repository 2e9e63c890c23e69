import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openReader as openCentreDb } from '../../src-centre/store/database.ts'
import { entryReader } from '../../src-centre/store/entries.ts'
import { registryReader } from '../../src-centre/store/registry.ts'
import { openResidentKeys } from '../../src-centre/store/residentKeys.ts'
import { rowReader, tablesInOrder } from '../../src-centre/store/rows.ts'
import { telemetryReader } from '../../src-centre/store/telemetry.ts'
import type { Link } from '../../src-domain/journal/chain.ts'
import type { Entry } from '../../src-domain/journal/envelope.ts'
import { entriesStore } from '../../src-main/core/store/entries.ts'
import { openReader as openReplicaDb } from '../../src-main/core/store/open.ts'
import { replicaFile } from '../../src-main/core/store/opening.ts'
import { replicaStore } from '../../src-main/core/store/replica.ts'
import { rowsStore } from '../../src-main/core/store/rows.ts'
import { profileAt } from '../../src-main/shell/start/profile.ts'
import { type Disk, differences } from './compare.ts'
import type { Scene } from './fault.ts'
import { until } from './until.ts'

const everything = 10_000_000

/**
 * In what a console's disk differs from its centre's, both read at one head beside the running processes: while
 * something is on its way to the console they are read again.
 */
export const compareDisks = async (profile: string, folder: string): Promise<string[]> => {
  let found: string[] | null = null
  await until('the replica to reach the centre', () => {
    const replica = readReplica(profile)
    const centre = reading(folder, (c) => readCentre(c, replica.from.seq, replica.head.seq))
    if (centre !== null) found = differences(replica, centre)
    return found !== null
  })
  return found ?? []
}

/** The same for a whole scene. */
export const comparison = ({ desk, centre }: Pick<Scene, 'desk' | 'centre'>): Promise<string[]> =>
  compareDisks(desk.profile, centre.folder)

/** The console's disk as it stands at this moment. `profile`: the folder that it was started with. */
const readReplica = (profile: string): Disk => {
  const { store, secrets } = profileAt(profile).of('practice')
  const db = openReplicaDb(replicaFile(store), readFileSync(join(secrets, 'store-key.plain'), 'utf8'))
  try {
    return db.transaction(() => {
      const { fromSeq, seq, hash } = replicaStore(db).standing()
      const entries = entriesStore(db).from(fromSeq, everything)
      // The first entry says what it stands on; the centre's own says whether that is true.
      const from = { seq: fromSeq, hash: entries[0]?.prevHash ?? hash }
      return { from, head: { seq, hash }, entries, rows: rowsStore(db).all() }
    })()
  } finally {
    db.close()
  }
}

/** The centre's disk behind entry `from`; null where it is not at `head` now, as it stands in the replica. */
const readCentre = ({ entries, rows }: Centre, from: number, head: number): Disk | null => {
  const last = entries.head()
  if (last.seq !== head) return null
  const begun = entries.link(from)
  if (!begun) throw new Error(`the centre has no entry ${from}`)
  return {
    from: begun,
    head: last,
    entries: entries.after(from, head, everything),
    rows: tablesInOrder.flatMap((table) => rows.slice(table, '', everything)),
  }
}

/** All entries of the centre behind `from`. */
export const centreEntries = (folder: string, from: number): Entry[] =>
  reading(folder, ({ entries }) => entries.after(from, Number.MAX_SAFE_INTEGER, everything))

/** Cases that nobody has closed, as the centre has them, each with its owner. */
export const openCases = (
  folder: string,
): readonly { readonly id: string; readonly ownerId: string | null }[] =>
  reading(folder, ({ rows }) => rows.openAlarms())

export const centreHead = (folder: string): Link => reading(folder, ({ entries }) => entries.head())

type Centre = {
  readonly entries: ReturnType<typeof entryReader>
  readonly rows: ReturnType<typeof rowReader>
}
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

/** Whether the console has the whole registry on its disk, and the readings of all its locks. */
export const knowsTown = (profile: string, folder: string): boolean => {
  const { store, secrets } = profileAt(profile).of('practice')
  const ours = openReplicaDb(replicaFile(store), readFileSync(join(secrets, 'store-key.plain'), 'utf8'))
  const theirs = openCentreDb(
    join(folder, 'centre.db'),
    readFileSync(join(folder, 'centre.key'), 'utf8').trim(),
  )
  try {
    const { registryVersion, telemetryVersion } = replicaStore(ours).standing()
    return (
      registryVersion >= registryReader(theirs).head() && telemetryVersion >= telemetryReader(theirs).head()
    )
  } finally {
    ours.close()
    theirs.close()
  }
}
