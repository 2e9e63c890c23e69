import { newSalt, sha256 } from '../../src-centre/crypto.ts'
import { openSigningKeys } from '../../src-centre/keys.ts'
import { newId, openStore, type Store } from '../../src-centre/store/store.ts'
import { seal } from '../../src-domain/journal/chain.ts'
import { checkpointText } from '../../src-domain/journal/checkpoint.ts'
import type { Entry } from '../../src-domain/journal/envelope.ts'
import { evolve } from '../../src-domain/journal/evolve.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import { readFact } from '../../src-domain/journal/read.ts'
import type { Load, RowChange, RowOf, Table } from '../../src-domain/journal/rows.ts'
import { centreInstant, hour, type Ms, minute, second } from '../../src-domain/time.ts'
import { story, type Told } from '../build/history.ts'
import { cidOf } from '../integration/centre/town.ts'

/** So many stories share one transaction: the flush to disk is paid once for thousands of entries. */
const storiesAtOnce = 1_000

/**
 * What a centre that does not run would have written meanwhile: at least `entries` entries of ordinary alarms that are
 * all over, and then one open alarm for each of `waiting` residents, 1 and up. Sealed, folded and stored by the
 * centre's own parts; only its rows in between are kept in memory, since nobody reads them before the end.
 */
export const writeMissed = (
  folder: string,
  { entries, waiting }: { readonly entries: number; readonly waiting: number },
): { readonly written: number; readonly caseIds: readonly string[] } => {
  const store = openStore({ folder, practice: true })
  const keys = openSigningKeys(folder, store.rows.load('trust', 'trust'))
  const begun = store.entries.head().seq
  const from = Date.now() - 30 * 24 * hour
  const writer = storyWriter(store)
  const sign = () => {
    const open = { ...store.entries.head(), at: Date.now(), keyId: keys.keyId }
    store.entries.putCheckpoint({ ...open, signature: keys.sign(checkpointText(open)) })
  }
  const some = store.db.transaction((done: number): number => {
    let written = done
    for (let i = 0; i < storiesAtOnce && written < entries; i++) {
      const at = from + written * second
      const n = begun + written
      written += writer.tell((caseId) => toItsEnd(story(n, caseId)), at)
    }
    sign()
    return written
  })
  for (let written = 0; written < entries; ) written = some.immediate(written)
  const before = store.entries.head().seq
  store.db
    .transaction(() => {
      for (let n = 1; n <= waiting; n++) writer.tell(() => [[waitingAlarm(n), 0]], Date.now())
    })
    .immediate()
  const { seq } = store.entries.head()
  const caseIds = store.entries.after(before, seq, waiting).map((e) => e.id)
  store.close()
  return { written: seq - begun, caseIds }
}

/** And the handset's receipt that it holds no token any more: until then the centre keeps a grant open. */
const toItsEnd = (told: readonly Told[]): readonly Told[] => [
  ...told,
  ...told.flatMap(([draft]): Told[] => {
    if (draft.kind !== 'grant.issued') return []
    const { grantId } = draft.payload
    return [[{ kind: 'grant.deleted', caseId: draft.caseId, payload: { grantId } }, 21 * minute]]
  }),
]

/** Writes stories one after the other, each with entries of its own and the rows that they end in. */
const storyWriter = (store: Store) => {
  let last = store.entries.head()
  const say = (draft: Draft, caseId: string | null, at: Ms, rows: Map<string, RowChange>): Entry => {
    const id = newId()
    const entry = seal(
      last,
      {
        id,
        municipality: 'fjordvik',
        kind: draft.kind,
        at: centreInstant(at),
        receivedAt: at,
        by: { kind: 'centre', id: 'test' },
        caseId: caseId ?? id,
        causedBy: null,
        salt: newSalt(),
        payload: JSON.stringify(draft.payload),
        personal: draft.personal ? { salt: newSalt(), text: JSON.stringify(draft.personal) } : null,
      },
      sha256,
    )
    const key = entry.personal === null ? null : store.residentKeys.keyFor(`case:${entry.caseId}`, at)
    store.entries.append(entry, key)
    const read = readFact(entry)
    if (!read.ok) throw new Error(read.why)
    // The key under which a row lies names its table.
    const load: Load = <T extends Table>(table: T, of: string) =>
      rows.get(`${table}/${of}`)?.row as RowOf[T] | undefined
    for (const change of evolve(load, read.fact)) rows.set(`${change.table}/${change.row.id}`, change)
    last = entry
    return entry
  }
  return {
    /** `told` with the id of the case that its first entry opens; the answer counts the entries. */
    tell: (told: (caseId: string) => readonly Told[], at: Ms): number => {
      const rows = new Map<string, RowChange>()
      const [first] = told('')
      if (!first) return 0
      const caseId = say(first[0], null, at, rows).id
      const rest = told(caseId).slice(1)
      for (const [draft, after] of rest) say(draft, caseId, at + after, rows)
      for (const change of rows.values()) store.putRow(change)
      return 1 + rest.length
    },
  }
}

const waitingAlarm = (resident: number): Draft => ({
  kind: 'alarm.raised',
  caseId: null,
  payload: {
    alarmKind: 'safety',
    priority: 2,
    deviceType: '3',
    statusCode: '10',
    voice: 'duplex',
    source: { cid: cidOf(resident), ref: `M${resident}` },
    residentId: `res-${resident}`,
    homeId: `home-${resident}`,
    unitId: `hu-${resident}`,
  },
})
