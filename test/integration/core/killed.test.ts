import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sha256 } from '../../../src-centre/crypto.ts'
import { centreSays } from '../../../src-centre/journal/journal.ts'
import { tablesInOrder } from '../../../src-centre/store/rows.ts'
import { newId } from '../../../src-centre/store/store.ts'
import type { RowChange } from '../../../src-domain/journal/rows.ts'
import { stateHash } from '../../../src-domain/journal/stateHash.ts'
import { pressAt, type Started, secretOf, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { chainFaultOn, openDesk, openProfile, storeKey, tempProfile } from './desk.ts'

const script = new URL('../../build/utility.ts', import.meta.url).pathname
const entry = new URL('../../../src-main/core/index.ts', import.meta.url).pathname
/** What is missed must be more than one kill's worth of work, and a short journal is told from its first entry. */
const missed = 1_900
const kills = 2

let folder = tempFolder()
let profile = tempProfile()
let started: Started
let child: ChildProcess | null = null
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  started = await startCentre(folder.folder)
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await started.centre.close()
  folder.remove()
  profile.remove()
})

const launch = async (): Promise<ChildProcess> => {
  const core = fork(script, [entry], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child = core
  core.send({
    kind: 'start',
    session: null,
    restarts: 0,
    disk: { found: 'asUsual', restMs: 0 },
    key: { made: false, kept: true },
    config: {
      url: started.url,
      workplaceId: 'desk-1',
      secret: secretOf('desk-1'),
      profile: profile.profile,
      storeKey,
      practice: true,
      graphics: 'software',
    },
  })
  await once(core, 'message')
  return core
}

it('killed in the middle of a storm, core resumes from the disk and ends equal to the centre', async () => {
  const { journal, store } = started.centre
  for (let n = 1; n <= 5; n++) await pressAt(started.url, scaip(n))
  await journal.write(() => {
    for (let i = 0; i < missed; i++)
      journal.append(
        [{ kind: 'probe.raised', caseId: null, payload: { probeId: newId() } }],
        centreSays(Date.now(), 'test'),
      )
  })

  const seqs: number[] = []
  for (let n = 1; n <= kills; n++) {
    const core = await launch()
    // The centre hears of a console's coming once it has resumed; entries are then under way.
    await new Promise<void>((resolve) => {
      const stop = journal.onPublished(({ entries }) => {
        if (!entries.some((e) => e.kind === 'workplace.connected')) return
        stop()
        resolve()
      })
    })
    await pressAt(started.url, scaip(n))
    core.kill('SIGKILL')
    await once(core, 'exit')
    const replica = openProfile(profile.profile)
    seqs.push(replica.replica.standing().seq)
    replica.close()
  }
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))

  const desk = openDesk({ url: started.url, profile: profile.profile })
  await desk.until('all alarms', (s) => s.alarms.size === 5)
  await desk.until(
    'all of the journal',
    (s) =>
      s.health?.link === 'connected' && s.health.replay === null && s.health.storedSeq === journal.head().seq,
  )
  await desk.signIn('p-ida', pinOf('p-ida'))
  await desk.until('all presented', () =>
    [...desk.seen.alarms.values()].every(({ caseId, pressId }) =>
      store.rows.load('alarm', caseId)?.presentedAt.some((p) => p.pressId === pressId),
    ),
  )
  await desk.until('the receipts', (s) => s.health?.storedSeq === journal.head().seq)
  const replica = openProfile(profile.profile)
  const standing = replica.replica.standing()
  expect(standing.hash).toBe(journal.head().hash)
  expect(replica.entries.from(standing.fromSeq, 100_000)).toEqual(
    store.entries.after(standing.fromSeq, standing.seq, 100_000),
  )
  const rows: RowChange[] = []
  for (const table of tablesInOrder) rows.push(...store.rows.slice(table, '', 100_000))
  expect(stateHash(replica.rows.all(), sha256)).toBe(stateHash(rows, sha256))
  expect(chainFaultOn(replica)).toBeNull()
  replica.close()
  await desk.stop()
})
