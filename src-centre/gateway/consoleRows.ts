import {
  type RegistryChange,
  type RegistryRow,
  type RegistryTable,
  registryTables,
} from '../../src-domain/registry/rows.ts'
import { mayReadReading, type Reader, readsAll, registryRowFor } from '../../src-domain/wire/mayRead.ts'
import { every } from '../clock.ts'
import type { Parts } from './parts.ts'

const batchSize = 500
const credit = 4
/** The registry changes a few times an hour; nobody waits for it. */
const lookEvery = 1_000
/** Four times a second is faster than anybody looks at a map. */
const telemetryEvery = 250
const telemetryBatch = 1_000

type Flow = { readonly close: () => void }
export type FlowPort = {
  readonly parts: Pick<Parts, 'clock' | 'store'>
  readonly reader: Reader
  readonly ask: (name: 'registry', body: object) => Promise<unknown>
  readonly tell: (name: 'telemetry', body: object) => void
  /** False while the connection has more to write than it can. */
  readonly ready: () => boolean
}

/** Registry rows by version, with credit; what was taken out comes as null. */
export const registryFlow = (port: FlowPort, from: number): Flow => {
  const { registry } = port.parts.store
  let sent = from
  let underWay = 0
  let closed = false
  const pump = () => {
    while (!closed && underWay < credit) {
      const head = registry.head()
      if (sent >= head) return
      const changes = registry.after(sent, batchSize)
      const through = changes.at(-1)?.version ?? head
      sent = through
      underWay += 1
      port
        .ask('registry', { through, head, changes: changes.map((one) => changeFor(port.reader, one)) })
        .then(
          () => {
            underWay -= 1
            pump()
          },
          () => {
            closed = true
          },
        )
    }
  }
  pump()
  const stop = every(port.parts.clock, lookEvery, pump)
  return {
    close: () => {
      closed = true
      stop()
    },
  }
}

/** A row that is none of theirs, or no longer, is one that was taken out. */
const changeFor = (reader: Reader, change: RegistryChange): RegistryChange => ({
  ...change,
  row: change.row === null || readsAll(reader) ? change.row : rowFor(reader, change.table, change.row),
})
const rowFor = (reader: Reader, table: RegistryTable, row: unknown): unknown => {
  const read = registryTables[table].parse(row)
  // The schema was chosen by the table's name, which the compiler cannot follow.
  return registryRowFor(reader, table, read as RegistryRow<typeof table>)
}

/**
 * Latest readings by version. The store keeps one per subject, so a console that is behind gets the newest
 * of each and nothing in between.
 */
export const telemetryFlow = (port: FlowPort, from: number): Flow => {
  const { telemetry } = port.parts.store
  let sent = from
  const pump = () => {
    if (!port.ready()) return
    const readings = telemetry.after(sent, telemetryBatch)
    const last = readings.at(-1)
    if (!last) return
    sent = last.version
    const own = readings.filter((one) => mayReadReading(port.reader, one))
    if (own.length > 0) port.tell('telemetry', { readings: own })
  }
  pump()
  return { close: every(port.parts.clock, telemetryEvery, pump) }
}
