import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256, verifyEd25519 } from '../../../src-centre/crypto.ts'
import { centreSays } from '../../../src-centre/journal/journal.ts'
import { newId } from '../../../src-centre/store/store.ts'
import { checkpointText, signedByOneOf, snapshotText } from '../../../src-domain/journal/checkpoint.ts'
import type { RowChange } from '../../../src-domain/journal/rows.ts'
import { stateHash } from '../../../src-domain/journal/stateHash.ts'
import { minute } from '../../../src-domain/time.ts'
import {
  brokenAt,
  caseOf,
  erase,
  movedClock,
  noFaults,
  openConsole,
  pressAt,
  raisedAt,
  type Started,
  saidAt,
  secretOf,
  startCentre,
  tempFolder,
} from './harness.ts'
import { scaip } from './town.ts'

let temp = tempFolder()
let started: Started
beforeEach(async () => {
  temp = tempFolder()
  started = await startCentre(temp.folder)
})
afterEach(async () => {
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

/** Entries that nobody waits for. */
const fill = async (count: number): Promise<void> => {
  const { journal } = started.centre
  for (let done = 0; done < count; done += 500)
    await journal.write(() => {
      for (let i = 0; i < Math.min(500, count - done); i++)
        journal.append(
          [{ kind: 'probe.raised', caseId: null, payload: { probeId: newId() } }],
          centreSays(Date.now(), 'test'),
        )
    })
}

describe('a console that was away', () => {
  it('goes on where it stopped, after a restart of the centre', async () => {
    const before = await openConsole(started.url, 'desk-1')
    await before.resume()
    await pressAt(started.url, scaip(1))
    await raisedAt(before)
    const last = before.live.at(-1)
    before.close()
    if (!last) throw new Error('nothing came')
    await started.centre.close()
    started = await startCentre(temp.folder)
    await pressAt(started.url, scaip(2))
    const after = await openConsole(started.url, 'desk-1')
    expect(await after.resume(last)).toMatchObject({ ok: true, value: { mode: 'continue' } })
    await saidAt(after, 'workplace.connected')
    await after.until(() => after.entries()[0]?.seq === last.seq + 1 && after.history.length > 0)
    expect(brokenAt(after.entries(), last)).toBeNull()
    expect(after.opened[0]?.rows.filter((r) => r.table === 'alarm')).toHaveLength(2)
    after.close()
  })

  it('has the open alarms before 20,000 entries of history, and new ones before its end', async () => {
    await pressAt(started.url, scaip(1))
    const from = started.centre.journal.head()
    await fill(20_000)
    const desk = await openConsole(started.url, 'desk-1')
    await desk.resume(from)
    await desk.until(() => desk.history.length > 0)
    await pressAt(started.url, scaip(2))
    await raisedAt(desk)
    const told = desk.history.length
    await desk.until(() => desk.history.length >= 20_000)
    expect(told).toBeLessThan(20_000)
    expect(desk.order.filter((name) => name !== 'beat' && name !== 'checkpoint' && name !== 'live')[0]).toBe(
      'open',
    )
    expect(desk.opened[0]?.rows.map((r) => r.table)).toEqual(['alarm'])
    expect(brokenAt(desk.entries(), from)).toBeNull()
    desk.close()
  }, 60_000)

  it('and has nothing begins from a signed snapshot whose hash is that of its rows', async () => {
    await pressAt(started.url, scaip(1))
    await fill(2_500)
    const desk = await openConsole(started.url, 'desk-1')
    expect(await desk.resume()).toMatchObject({ ok: true, value: { mode: 'snapshot' } })
    await desk.until(() => desk.snapshots.length > 0 && desk.snapshots.length === desk.snapshots[0]?.parts)
    const seal = desk.snapshots[0]?.seal
    if (!seal) throw new Error('no snapshot')
    const rows: RowChange[] = desk.snapshots.flatMap((s) => s.rows)
    expect(stateHash(rows, sha256)).toBe(seal.stateHash)
    const { keys } = desk.welcome
    expect(signedByOneOf(keys, seal.keyId, snapshotText(seal), seal.signature, verifyEd25519)).toBe(true)
    await saidAt(desk, 'workplace.connected')
    expect(brokenAt(desk.entries(), seal)).toBeNull()
    expect(desk.history).toEqual([])
    desk.close()
  })

  it('with another journal, or a hash that is not ours, begins anew', async () => {
    await fill(2_500)
    const { seq, hash } = started.centre.journal.head()
    const desk = await openConsole(started.url, 'desk-1')
    const other = await desk.resume({ seq, hash, journalId: newId() })
    desk.close()
    const again = await openConsole(started.url, 'desk-1')
    const forged = await again.resume({ seq, hash: 'B'.repeat(43) })
    again.close()
    const beyond = await openConsole(started.url, 'desk-2')
    const ahead = await beyond.resume({ seq: seq + 1_000, hash })
    beyond.close()
    for (const answer of [other, forged, ahead])
      expect(answer).toMatchObject({ ok: true, value: { mode: 'snapshot' } })
  })

  it('may ask again on the same connection where it found a gap', async () => {
    await pressAt(started.url, scaip(1))
    const desk = await openConsole(started.url, 'desk-1')
    await desk.resume()
    await saidAt(desk, 'workplace.connected')
    const before = desk.entries().length
    await desk.resume()
    await desk.until(() => desk.opened.length === 2 && desk.entries().length > before)
    await pressAt(started.url, scaip(2))
    await raisedAt(desk)
    expect(desk.live.filter((e) => e.kind === 'alarm.raised')).toHaveLength(1)
    desk.close()
  })

  it('reads older entries of one case when it asks', async () => {
    const desk = await openConsole(started.url, 'desk-1')
    await desk.resume()
    await pressAt(started.url, scaip(1))
    await raisedAt(desk)
    const answer = await desk.ask('caseHistory', { caseId: caseOf(desk) })
    expect(answer).toMatchObject({ ok: true, value: { entries: [{ id: caseOf(desk) }] } })
    desk.close()
  })
})

describe('a checkpoint', () => {
  it('is signed after 1,000 entries', async () => {
    const desk = await openConsole(started.url, 'desk-1')
    await desk.resume()
    await fill(1_000)
    await desk.until(() => desk.checkpoints.length > 0)
    const checkpoint = desk.checkpoints[0]
    if (!checkpoint) throw new Error('no checkpoint')
    const { keys } = desk.welcome
    const { keyId, signature } = checkpoint
    expect(signedByOneOf(keys, keyId, checkpointText(checkpoint), signature, verifyEd25519)).toBe(true)
    expect(started.centre.store.entries.link(checkpoint.seq)?.hash).toBe(checkpoint.hash)
    desk.close()
  })

  it('is signed each minute where something happened', async () => {
    await started.centre.close()
    const clock = movedClock()
    started = await startCentre(temp.folder, { clock })
    const desk = await openConsole(started.url, 'desk-1')
    await desk.resume()
    clock.advance(minute)
    await desk.until(() => desk.checkpoints.length > 0)
    desk.close()
  })
})

describe('a console that may not read residents’ words', () => {
  it('gets their hashes alone, and its chain verifies', async () => {
    await started.centre.journal.write(() =>
      started.centre.store.credentials.put('workplace', 'desk-2', secretOf('desk-2'), false),
    )
    const [desk, other] = [await openConsole(started.url, 'desk-1'), await openConsole(started.url, 'desk-2')]
    await Promise.all([desk.resume(), other.resume()])
    const session = await desk.signIn('p-ida')
    await pressAt(started.url, scaip(1))
    await raisedAt(desk)
    await desk.command(session, 'note', { caseId: caseOf(desk), text: 'Fell in the hall' })
    await saidAt(other, 'case.noted')
    const note = other.live.find((e) => e.kind === 'case.noted')
    expect(note?.personal).toBeNull()
    expect(note?.personalHash).not.toBeNull()
    await other.until(() => other.history.length > 0)
    expect(brokenAt(other.entries())).toBeNull()
    desk.close()
    other.close()
  })
})

describe('a journal that was changed behind the centre’s back', () => {
  it('is noticed at the next start, and rings on', async () => {
    await fill(10)
    const { db } = started.centre.store
    db.prepare('UPDATE entry SET receivedAt = receivedAt + 1 WHERE seq = 5').run()
    await started.centre.close()
    started = await startCentre(temp.folder)
    expect(started.faults).toEqual([expect.stringContaining('chainBroken')])
    started.faults.length = 0
    expect(await pressAt(started.url, scaip(1))).toMatchObject({
      response: expect.stringContaining('<snu>0'),
    })
  })
})

describe('erasing a resident', () => {
  it('takes the words away for ever, and the chain still verifies', async () => {
    const desk = await openConsole(started.url, 'desk-1')
    await desk.resume()
    const session = await desk.signIn('p-ida')
    await pressAt(started.url, scaip(1))
    await raisedAt(desk)
    const caseId = caseOf(desk)
    await desk.command(session, 'note', { caseId, text: 'Fell in the hall' })
    await saidAt(desk, 'case.noted')
    expect(desk.live.find((e) => e.kind === 'case.noted')?.personal?.text).toContain('Fell in the hall')
    await desk.command(session, 'answer', { caseId })
    await desk.command(session, 'close', { caseId, outcome: 'falseAlarm', note: 'Nobody is hurt' })
    await saidAt(desk, 'alarm.closed')
    desk.close()
    await erase(started.centre, 'res-1')
    await started.centre.close()
    started = await startCentre(temp.folder)
    const { entries } = started.centre.store
    const all = entries.after(0, entries.head().seq, 1_000)
    const note = all.find((e) => e.kind === 'case.noted')
    expect(note?.personalHash).not.toBeNull()
    expect(note?.personal).toBeNull()
    expect(brokenAt(all)).toBeNull()
  })
})
