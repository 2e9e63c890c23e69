import { openJournal } from '../../src-centre/journal/journal.ts'
import { openSigningKeys } from '../../src-centre/keys.ts'
import { openStore } from '../../src-centre/store/store.ts'
import { checkpointText } from '../../src-domain/journal/checkpoint.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import { centreInstant, hour, type Ms, second } from '../../src-domain/time.ts'
import { story } from '../build/history.ts'
import { cidOf } from '../integration/centre/town.ts'

/** So many stories share one transaction: the flush to disk is paid once for thousands of entries. */
const storiesAtOnce = 500
const checkpointEvery = 1_000

/**
 * What a centre that does not run would have written meanwhile: at least `entries` entries of ordinary alarms that are
 * all over, and then one open alarm for each of `waiting` residents, 1 and up. Through the centre's own journal, so
 * that chain, rows and checkpoints are what it would have made itself.
 */
export const writeMissed = async (
  folder: string,
  { entries, waiting }: { readonly entries: number; readonly waiting: number },
): Promise<{ readonly written: number; readonly caseIds: readonly string[] }> => {
  const store = openStore({ folder, practice: true })
  const keys = openSigningKeys(folder)
  const journal = openJournal(store, 'fjordvik', (error) => {
    throw error
  })
  const begun = journal.head().seq
  let signedAt = begun
  let n = begun
  const say = (draft: Draft, at: Ms) =>
    journal.append([draft], {
      by: { kind: 'centre', id: 'test' },
      at: centreInstant(at),
      receivedAt: at,
      causedBy: null,
    })[0]
  const from = Date.now() - 30 * 24 * hour
  const tell = (at: Ms): number => {
    n += 1
    const [first, ...rest] = story(n, '')
    const raised = first && say(first[0], at)
    if (!raised) throw new Error('a story without a beginning')
    const drafts = rest.length === 0 ? [] : story(n, raised.id).slice(1)
    for (const [draft, after] of drafts) say(draft, at + after)
    return 1 + drafts.length
  }
  for (let written = 0; written < entries; ) {
    await journal.write(() => {
      for (let i = 0; i < storiesAtOnce && written < entries; i++) written += tell(from + written * second)
    })
    const { seq, hash } = journal.head()
    if (seq - signedAt < checkpointEvery) continue
    signedAt = seq
    const open = { seq, hash, at: Date.now(), keyId: keys.keyId }
    await journal.write(() =>
      store.entries.putCheckpoint({ ...open, signature: keys.sign(checkpointText(open)) }),
    )
  }
  const caseIds = await journal.write(() =>
    Array.from({ length: waiting }, (_, i) => say(waitingAlarm(i + 1), Date.now())?.id ?? ''),
  )
  const written = journal.head().seq - begun
  await journal.close()
  store.close()
  return { written, caseIds }
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
