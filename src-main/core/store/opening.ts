import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Aside, type AsideWhy, setFileAside } from './aside.ts'
import { type Carried, carryOver } from './carry.ts'
import { type Db, openMemory, openReplica } from './open.ts'
import { readAside, readInPlace } from './readInPlace.ts'
import { requireRoom } from './room.ts'
import { type Store, storeOf } from './store.ts'
import { isStoreFault, ReplicaDamaged, ReplicaGone, type Trouble, troubleOf } from './trouble.ts'

export const replicaFile = (profile: string): string => join(profile, 'replica.db')

/** What is known of the disk before it is opened: how the process before this one ended. */
export type DiskFound = 'asUsual' | 'failed' | 'damaged'
export type Found = {
  readonly disk: DiskFound
  /** The key was made just now: what lies there was written with another. */
  readonly newKey: boolean
  readonly now: number
}

export type Opened = {
  readonly store: Store
  /** Why nothing is being kept; null while it is. */
  readonly trouble: Trouble | null
  /** What was set aside in this opening. */
  readonly aside: Aside | null
  readonly carried: Carried | null
  /** Throws where the file at this path is no longer the one that was opened. */
  readonly requireFile: () => void
  /**
   * From memory back to the disk: true where the disk has taken what memory knows, and the next opening finds it
   * there; throws what the disk throws as long as it will not.
   */
  readonly returnToDisk: () => boolean
}

const usual = (): Found => ({ disk: 'asUsual', newKey: false, now: Date.now() })

/**
 * The profile's replica. One that is damaged, of a newer version, or of a lost key is set aside and a new one begun,
 * with what could be saved of it. Where the disk will take neither, one in memory: it forgets, it says so in the
 * window, and it rings.
 */
export const openStore = (profile: string, key: string, found: Found = usual()): Opened => {
  const path = replicaFile(profile)
  try {
    mkdirSync(profile, { recursive: true })
    if (found.disk === 'failed') return inMemory(profile, key, path, reasonOf(profile), found.newKey)
    if (found.disk === 'damaged' && existsSync(path)) return anew(profile, key, 'damaged', found.now)
    const opened = openReplica(requireContent(path), key)
    if (!opened.ok) return anew(profile, key, 'newer', found.now)
    return onDisk(opened.db, path)
  } catch (error) {
    const trouble = troubleAtOpen(error)
    if (trouble === 'damaged') return anew(profile, key, found.newKey ? 'key' : 'damaged', found.now)
    return inMemory(profile, key, path, trouble === 'failed' ? reasonOf(profile) : trouble, found.newKey)
  }
}

/** What SQLite cannot make sense of at the very start, whatever it says, is not the replica that was written. */
const troubleAtOpen = (error: unknown): Trouble =>
  troubleOf(error) ?? (isStoreFault(error) ? 'damaged' : 'failed')

/** A file without a byte would pass for a new one, and nobody would hear that a replica was there. */
const requireContent = (path: string): string => {
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) throw new ReplicaDamaged('the file is empty')
  return path
}

/** A folder that cannot even be looked into holds the file no more than one in which it is missing. */
const standing = (path: string) => {
  try {
    return statSync(path)
  } catch {
    return null
  }
}

const onDisk = (db: Db, path: string): Opened => {
  try {
    const store = storeOf(db, 'disk')
    store.replica.standing()
    // A disk that is full shows here and not at the first alarm.
    store.commit(() => store.replica.keep('opened', Date.now()))
    const { dev, ino } = statSync(path)
    const requireFile = (): void => {
      const there = standing(path)
      if (there?.ino !== ino || there.dev !== dev) throw new ReplicaGone('the replica is not where it was')
    }
    return { store, trouble: null, aside: null, carried: null, requireFile, returnToDisk: () => false }
  } catch (error) {
    db.close()
    throw error
  }
}

const anew = (profile: string, key: string, why: AsideWhy, now: number): Opened => {
  const path = replicaFile(profile)
  let aside: Aside | null = null
  try {
    aside = setFileAside(path, profile, why, now)
    const opened = openReplica(path, key)
    if (!opened.ok) throw new ReplicaDamaged('a file that was made just now')
    const fresh = onDisk(opened.db, path)
    const { file } = aside
    return { ...fresh, aside, carried: why === 'key' ? null : saved(readAside, file, key, fresh.store) }
  } catch (error) {
    const memory = inMemory(profile, key, aside?.file ?? path, troubleAtOpen(error), why === 'key')
    return { ...memory, aside }
  }
}

/** `from`: the file that holds what was known until now. */
const inMemory = (profile: string, key: string, from: string, trouble: Trouble, newKey: boolean): Opened => {
  const db = openMemory()
  const store = storeOf(db, 'memory')
  const carried = saved(readInPlace, from, key, store)
  const returnToDisk = (): boolean => {
    requireRoom(profile)
    const { store: disk } = openStore(profile, key, { ...usual(), newKey })
    try {
      if (disk.keeping === 'memory') return false
      carryOver(db, disk)
      return true
    } finally {
      disk.close()
    }
  }
  return { store, trouble, aside: null, carried, requireFile: () => undefined, returnToDisk }
}

/** Nothing that goes wrong in here may keep a desk from its alarms: the centre tells them again. */
const saved = (read: typeof readInPlace<Carried>, file: string, key: string, to: Store): Carried | null => {
  if (!existsSync(file)) return null
  try {
    return read(file, key, (from) => carryOver(from, to))
  } catch {
    return null
  }
}

/** SQLite seldom says why; the folder does. */
const reasonOf = (profile: string): Trouble => {
  try {
    requireRoom(profile)
    return 'failed'
  } catch (error) {
    return troubleOf(error) ?? 'failed'
  }
}
