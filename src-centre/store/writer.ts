import type { Db } from './db.ts'

/**
 * The one way to write. Jobs that arrive while the disk is busy are committed together: each in a savepoint
 * of its own, seeing what those before it did, with one flush to disk for all. A job that throws leaves
 * nothing behind and fails alone.
 */
export type Writer = {
  /** Resolves after the commit. `bulk` waits until nothing urgent waits, and is committed by itself. */
  readonly write: <T>(job: () => T, lane?: Lane) => Promise<T>
  /** Waits for all that was asked for, then refuses the rest. */
  readonly close: () => Promise<void>
}
export type Lane = 'urgent' | 'bulk'

/** What has to be undone in memory when a savepoint is, and said when it is on disk. */
export type WriteWatch = {
  /** Before each job; the answer undoes what the job did outside the database. */
  readonly mark: () => () => void
  /** After the commit, before those who asked for it hear of it. */
  readonly committed: () => void
  /** Why something could not be written; null each time that something was. */
  readonly wrote: (fault: unknown) => void
}

type Job = { readonly run: () => () => void; readonly fail: (error: unknown) => void }

export const openWriter = (db: Db, watch: WriteWatch): Writer => {
  const lanes: Record<Lane, Job[]> = { urgent: [], bulk: [] }
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  const savepoint = db.prepare('SAVEPOINT job')
  const release = db.prepare('RELEASE job')
  const undo = db.prepare('ROLLBACK TO job')
  let turn: NodeJS.Immediate | null = null
  let closed = false
  const idle: (() => void)[] = []

  const flush = () => {
    turn = null
    const jobs = lanes.urgent.length > 0 ? lanes.urgent.splice(0) : lanes.bulk.splice(0, 1)
    commitTogether(jobs)
    if (lanes.urgent.length + lanes.bulk.length > 0) turn = setImmediate(flush)
    else for (const resolve of idle.splice(0)) resolve()
  }

  const commitTogether = (jobs: readonly Job[]) => {
    const undoAll = watch.mark()
    const done: { readonly job: Job; readonly settle: () => void }[] = []
    try {
      begin.run()
      for (const job of jobs) {
        const settle = inSavepoint(job)
        if (settle) done.push({ job, settle })
      }
      commit.run()
    } catch (error) {
      // The disk is full or broken: none of it happened, and everybody is told so.
      if (db.inTransaction) rollback.run()
      undoAll()
      // All of them, also those that were never begun: SQLite ends the whole transaction where the disk is full.
      for (const job of jobs) job.fail(error)
      watch.wrote(error)
      return
    }
    if (done.length > 0) watch.wrote(null)
    watch.committed()
    for (const { settle } of done) settle()
  }

  const inSavepoint = (job: Job): (() => void) | null => {
    const unmark = watch.mark()
    savepoint.run()
    try {
      const settle = job.run()
      release.run()
      return settle
    } catch (error) {
      // SQLite has ended the whole transaction, as where the disk is full: no savepoint is left to go back to.
      if (!db.inTransaction) throw error
      undo.run()
      release.run()
      unmark()
      job.fail(error)
      watch.wrote(error)
      return null
    }
  }

  const write = <T>(job: () => T, lane: Lane = 'urgent'): Promise<T> =>
    new Promise((resolve, reject) => {
      if (closed) {
        reject(new Error('the store is closed'))
        return
      }
      lanes[lane].push({
        run: () => {
          const value = job()
          return () => resolve(value)
        },
        fail: reject,
      })
      turn ??= setImmediate(flush)
    })

  const close = (): Promise<void> => {
    closed = true
    return turn === null ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))
  }
  return { write, close }
}
