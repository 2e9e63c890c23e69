import { setImmediate as breathe } from 'node:timers/promises'
import type { RegistryTable } from '../../../src-domain/registry/rows.ts'
import type { Link } from '../link/link.ts'
import type { Log } from '../log.ts'
import { asides } from '../store/aside.ts'
import { erasedSoFar } from '../store/erasing.ts'
import { openReplica } from '../store/open.ts'
import { type Store, storeOf } from '../store/store.ts'

/** Rows that are looked through in one turn: some milliseconds, which an alarm may have to wait. */
const slice = 2_000
const nothingYet = { carriedOut: 0, settled: 0, left: 0 }

export type ErasingPorts = {
  readonly store: Store
  readonly link: () => Link
  readonly profile: string
  readonly storeKey: string
  /** Commands that are not to be sent any more. */
  readonly forget: (commandIds: readonly string[]) => void
  /** Rows are gone and words are gone: whatever shows them looks again. */
  readonly changed: (gone: readonly { readonly table: RegistryTable; readonly id: string }[]) => void
  readonly log: Log
}

/**
 * Carries out on this disk what the journal says of erased residents, and tells the centre when nothing is left in
 * the file. It may be interrupted anywhere: what is not noted as done is done again.
 */
export const openErasing = (ports: ErasingPorts) => {
  const { store, log } = ports
  const kept = erasedSoFar.safeParse(store.replica.kept('erased'))
  let done = kept.success ? kept.data : nothingYet
  let told = 0
  let looked = false
  let running = false

  const note = (next: typeof done) => {
    done = next
    store.commit(() => store.replica.keep('erased', done))
  }

  const carryOut = async () => {
    const all = store.rows.erasures().toSorted((a, b) => a.seq - b.seq)
    const due = all.filter((row) => row.seq > done.carriedOut)
    if (due.length === 0 && done.left === 0) return
    for (const { id } of due) {
      const { gone, unsent } = await eraseFrom(store, id)
      ports.forget(unsent)
      ports.changed(gone)
    }
    const left = await eraseAside(
      ports,
      all.map((row) => row.id),
    )
    note({ ...done, carriedOut: all.at(-1)?.seq ?? done.carriedOut, left })
    log('erased', { residents: due.length, left })
  }

  const tell = async () => {
    // A replica in memory proves nothing of what lies on the disk.
    if (done.settled === 0 || told >= done.settled || done.left > 0 || store.keeping !== 'disk') return
    const through = done.settled
    const said = await ports.link().ask('erased', { through })
    if (said.kind === 'answered' && said.answer.ok) told = Math.max(told, through)
  }

  const work = async () => {
    if (!looked) {
      looked = true
      await carryOut()
    }
    if (done.settled < done.carriedOut && store.erasing.settle()) note({ ...done, settled: done.carriedOut })
    await tell()
  }

  return {
    /** Whether rows of this resident are no longer to be taken in. */
    isErased: (residentId: string): boolean => store.rows.load('erasure', residentId) !== undefined,
    /** The journal said so of somebody, or the rows were all replaced. */
    look: (): void => {
      looked = false
    },
    /** On a new line, or for another journal. */
    again: (): void => {
      told = 0
      looked = false
      const now = erasedSoFar.safeParse(store.replica.kept('erased'))
      done = now.success ? now.data : nothingYet
    },
    /** Once a second: what is due, a step at a time. */
    tick: async (): Promise<void> => {
      if (running) return
      running = true
      try {
        await work()
      } finally {
        running = false
      }
    },
  }
}
const eraseFrom = async (store: Store, residentId: string) => {
  const unsent: string[] = []
  for (let after = ''; ; ) {
    const cases = store.erasing.cases(after, slice)
    const last = cases.at(-1)
    if (!last) break
    after = last.id
    const theirs = cases.filter((one) => one.residentId === residentId).map((one) => one.id)
    if (theirs.length > 0)
      store.commit(() => {
        for (const id of theirs) {
          store.erasing.case(id)
          unsent.push(...store.erasing.unsent(id))
        }
      })
    await breathe()
  }
  const gone: { table: RegistryTable; id: string }[] = [
    ...store.registry.ofOwner('homeUnit', residentId).map(({ id }) => ({ table: 'homeUnit' as const, id })),
    { table: 'resident', id: residentId },
  ]
  store.commit(() => {
    for (const grant of store.rows.residentGrants())
      if (grant.residentId === residentId) store.erasing.entry(grant.givenSeq)
    for (const { table, id } of gone) store.registry.remove(table, id)
    for (const id of unsent) store.outbox.remove(id)
    store.erasing.unread()
  })
  return { gone, unsent }
}

/**
 * The same in replicas that were set aside; answers how many could not be cleaned. One whose key is lost can be read
 * by nobody. Any other stays as it is, and the centre is not told that it is done.
 */
const eraseAside = async (
  { profile, storeKey, store, log }: ErasingPorts,
  residents: readonly string[],
): Promise<number> => {
  let left = 0
  for (const { file, why } of store.keeping === 'disk' ? asides(profile) : []) {
    if (why === 'key') continue
    try {
      const opened = openReplica(file, storeKey)
      if (!opened.ok) throw new Error(opened.fault.kind)
      try {
        const aside = storeOf(opened.db, 'disk')
        for (const id of residents) await eraseFrom(aside, id)
        if (!aside.erasing.settle()) throw new Error('somebody reads from it')
      } finally {
        opened.db.close()
      }
    } catch (error) {
      left += 1
      log('erasingLeft', { why, error: error instanceof Error ? error.name : '' })
    }
  }
  return left
}
