import { residentOfRow } from '../../../src-domain/registry/erasure.ts'
import {
  type RegistryRow,
  type RegistryTable,
  registryChange,
  registryTables,
} from '../../../src-domain/registry/rows.ts'
import type { Ack, Received } from '../link/link.ts'
import type { Store } from '../store/store.ts'
import { type Quarantine, whyOf } from './read.ts'

/** Rows per transaction: some 10 ms, which an alarm may have to wait. */
const slice = 250

type Job = { readonly changes: readonly unknown[]; done: number; readonly through: number; readonly ack: Ack }
export type RegistryPut = {
  [T in RegistryTable]: { readonly table: T; readonly id: string; readonly row: RegistryRow<T> | null }
}[RegistryTable]

/** Copies the registry in slices, each in a turn of its own, so that a hundred thousand rows hold up no alarm. */
export const openRegistry = (
  store: Store,
  quarantine: Quarantine,
  changed: (puts: readonly RegistryPut[]) => void,
  /** Sent before the resident was erased, and read after. */
  isErased: (residentId: string) => boolean = () => false,
) => {
  const jobs: Job[] = []
  let version = store.replica.standing().registryVersion
  let epoch = 0

  const read = (raw: unknown): RegistryPut | null => {
    const change = registryChange.safeParse(raw)
    if (!change.success) {
      quarantine('registry', whyOf(change.error), raw)
      return null
    }
    const { table, id } = change.data
    if (change.data.row === null) return { table, id, row: null }
    const row = registryTables[table].safeParse(change.data.row)
    if (!row.success) {
      quarantine('registry', `${table}: ${whyOf(row.error)}`, raw)
      return null
    }
    const residentId = residentOfRow({ table, id, row: row.data })
    if (residentId !== null && isErased(residentId)) return { table, id, row: null } as RegistryPut
    // The schema was chosen by the table's name, which the compiler cannot follow.
    return { table, id, row: row.data } as RegistryPut
  }

  const put = (p: RegistryPut) => {
    if (p.row === null) store.registry.remove(p.table, p.id)
    else store.registry.put(p.table, p.row)
  }

  const work = () => {
    const job = jobs[0]
    if (!job) return
    const puts = job.changes.slice(job.done, job.done + slice).flatMap((raw) => read(raw) ?? [])
    const last = job.done + slice >= job.changes.length
    store.commit(() => {
      for (const p of puts) put(p)
      if (last && job.through > version) store.replica.reachRegistry(job.through)
    })
    job.done += slice
    if (last) {
      version = Math.max(version, job.through)
      jobs.shift()
      job.ack(version)
    }
    changed(puts)
    if (jobs.length > 0) later()
  }
  const later = () => {
    const mine = epoch
    setImmediate(() => {
      if (mine === epoch) work()
    })
  }

  return {
    take: (message: Received['registry'], ack: Ack): void => {
      jobs.push({ changes: message.changes, done: 0, through: message.through, ack })
      if (jobs.length === 1) later()
    },
    version: () => version,
    /** The line is gone, or the replica was emptied: what has not been written comes again. */
    drop: (): void => {
      epoch += 1
      jobs.length = 0
      version = store.replica.standing().registryVersion
    },
  }
}
export type Registry = ReturnType<typeof openRegistry>
