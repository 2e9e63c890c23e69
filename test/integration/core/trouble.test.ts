import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../../src-centre/crypto.ts'
import { centreSays } from '../../../src-centre/journal/journal.ts'
import { tablesInOrder } from '../../../src-centre/store/rows.ts'
import { newId } from '../../../src-centre/store/store.ts'
import type { RowChange } from '../../../src-domain/journal/rows.ts'
import { stateHash } from '../../../src-domain/journal/stateHash.ts'
import { openRelay, type Passing, type Relay } from '../../build/relay.ts'
import { pressAt, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type Desk, type DeskOptions, noFaults, openDesk, openProfile, tempProfile } from './desk.ts'

let folder = tempFolder()
let profile = tempProfile()
let started: Started
let relay: Relay
let desks: Desk[] = []
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  started = await startCentre(folder.folder)
  relay = await openRelay(started.url, '/console')
})
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.stop()
  await relay.close()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})
const open = (options: Partial<DeskOptions> = {}): Desk => {
  const desk = openDesk({ url: relay.url, profile: profile.profile, ...options })
  desks.push(desk)
  return desk
}
const stop = async (desk: Desk) => {
  desks = desks.filter((d) => d !== desk)
  await desk.stop()
}

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
const centreRows = (): RowChange[] => {
  const { rows } = started.centre.store
  const all: RowChange[] = []
  for (const table of tablesInOrder) all.push(...rows.slice(table, '', 100_000))
  return all
}
/** The replica on disk is the centre, row by row and entry by entry; core has it open meanwhile. */
const expectEqual = async (desk: Desk) => {
  await settle(desk)
  const store = openProfile(profile.profile)
  const standing = store.replica.standing()
  expect(standing.seq).toBe(started.centre.journal.head().seq)
  expect(standing.hash).toBe(started.centre.journal.head().hash)
  expect(stateHash(store.rows.all(), sha256)).toBe(stateHash(centreRows(), sha256))
  const theirs = started.centre.store.entries.after(standing.fromSeq, standing.seq, 1_000_000)
  expect(store.entries.from(standing.fromSeq, 1_000_000)).toEqual(theirs)
  store.close()
}
/** The centre has said all, and it is on this console's disk. */
const caughtUp = (desk: Desk) =>
  desk.until(
    'all of the journal',
    (s) => s.health?.replay === null && s.health.storedSeq === started.centre.journal.head().seq,
  )
/** Quiet: the workplace's own coming and going is in the journal too. */
const settle = async (desk: Desk) => {
  await desk.until('connected', (s) => s.health?.link === 'connected' && s.health.storedSeq > 0)
  await caughtUp(desk)
}

const inEntries =
  (change: (entries: { seq: number; kind: string }[]) => unknown[]) =>
  (name: string, body: unknown): Passing => {
    if (name !== 'entries') return { pass: body }
    const batch = body as { entries: { seq: number; kind: string }[] }
    return { pass: { ...batch, entries: change(batch.entries) } }
  }

describe('a console in trouble', () => {
  it('ends equal to the centre when everything is said twice and the line is cut in the middle', async () => {
    await fill(1_500)
    let cuts = 0
    relay.centreSays = (name, body) => {
      if (name === 'entries' && cuts < 3) {
        cuts += 1
        setImmediate(() => relay.cut())
      }
      return inEntries((entries) => [...entries, ...entries])(name, body)
    }
    const desk = open()
    await pressAt(started.url, scaip(1))
    await desk.until('the alarm', (s) => s.alarms.size === 1)
    await settle(desk)
    expect(cuts).toBe(3)
    expect(desk.seen.health?.chainBroken).toBeNull()
    await expectEqual(desk)
    await stop(desk)
    await fill(1)
    await expectEqual(open())
  })

  it('asks again for a dropped entry and ends equal', async () => {
    const desk = open()
    await settle(desk)
    let dropped: number | null = null
    relay.centreSays = inEntries((entries) =>
      entries.filter((e) => {
        if (dropped !== null || e.kind !== 'probe.raised') return true
        dropped = e.seq
        return false
      }),
    )
    await fill(1)
    await pressAt(started.url, scaip(2))
    await desk.until('the alarm', (s) => s.alarms.size === 1)
    await settle(desk)
    expect(dropped).not.toBeNull()
    expect(desk.seen.health?.chainBroken).toBeNull()
    await expectEqual(desk)
  })

  it('raises the banner for an entry that the centre never tells, and the alarm behind it still rings', async () => {
    const desk = open()
    await settle(desk)
    const probe = started.centre.journal.head().seq + 1
    relay.centreSays = inEntries((entries) => entries.filter((e) => e.seq !== probe))
    await fill(1)
    await pressAt(started.url, scaip(2))
    await desk.until('the alarm', (s) => s.alarms.size === 1)
    await desk.until('the banner', (s) => s.health?.chainBroken !== null)
    expect(desk.seen.health?.chainBroken).toEqual({ seq: probe + 1, fault: 'gap' })
    await expect(expectEqual(desk)).rejects.toThrow('expected')
    await pressAt(started.url, scaip(3))
    await desk.until('the next alarm', (s) => s.alarms.size === 2)
  })

  it('keeps what it cannot read, counts it, shows it, and goes on', async () => {
    const desk = open()
    await settle(desk)
    relay.centreSays = inEntries((entries) =>
      entries.map((e) => (e.kind === 'probe.raised' ? { ...e, by: 'somebody' } : e)),
    )
    await fill(3)
    await pressAt(started.url, scaip(1))
    await desk.until('the alarm', (s) => s.alarms.size === 1)
    await desk.until('the count', (s) => s.health?.unreadable.count === 3)
    const { items } = await desk.call('unreadable', {})
    expect(items).toHaveLength(3)
    expect(items[0]).toMatchObject({ where: 'entry', raw: '' })
    expect(desk.seen.health?.chainBroken).toBeNull()
  })

  it('shows the open alarms before 5,000 entries of history, and says how far history has come', async () => {
    const first = open()
    await settle(first)
    await stop(first)
    await pressAt(started.url, scaip(1))
    await pressAt(started.url, scaip(2))
    await fill(5_000)
    const desk = open()
    await desk.until('both alarms', (s) => s.alarms.size === 2)
    const store = openProfile(profile.profile)
    expect(store.replica.standing().seq).toBeLessThan(5_000)
    store.close()
    await desk.until('progress', (s) => s.missed > 4_000)
    await expectEqual(desk)
    expect(desk.seen.alarms.size).toBe(2)
    expect(desk.seen.health?.chainBroken).toBeNull()
  })

  it('begins from a signed snapshot where the journal is long, with the timeline of what is open', async () => {
    await pressAt(started.url, scaip(1))
    await fill(2_500)
    const desk = open()
    await desk.until('the alarm', (s) => s.alarms.size === 1)
    await settle(desk)
    const [alarm] = desk.seen.alarms.values()
    await desk.signIn('p-ida', pinOf('p-ida'))
    await desk.call('openCase', { caseId: alarm?.caseId ?? null })
    await desk.until('its beginning', (s) => s.case?.timeline[0]?.kind === 'alarm.raised')
    expect(desk.seen.health?.chainBroken).toBeNull()
    await expectEqual(desk)
    const store = openProfile(profile.profile)
    expect(store.replica.standing().fromSeq).toBeGreaterThan(2_500)
    store.close()
  })

  it('sets the replica of another journal aside, whole, and begins anew', async () => {
    await pressAt(started.url, scaip(1))
    const first = open()
    await first.until('the alarm', (s) => s.alarms.size === 1)
    await settle(first)
    await stop(first)
    const other = tempFolder()
    const another = await startCentre(other.folder, { residents: 3 })
    const desk = open({ url: another.url })
    await desk.until(
      'nobody waiting',
      (s) => s.health?.link === 'connected' && s.alarms.size === 0 && s.homes.size === 3,
    )
    const log = readFileSync(join(profile.profile, 'logs/core.log'), 'utf8')
    expect(log).toContain('setAside')
    expect(log).not.toContain('Resident')
    await stop(desk)
    await another.centre.close()
    other.remove()
  })
})

describe('a centre of the other kind', () => {
  it('is refused before a word of it is kept: a live console takes nothing from practice', async () => {
    const desk = open({ practice: false })
    await desk.until('refused', ({ health }) => health?.link === 'refused')
    expect(desk.seen.health?.linkRefusal).toBe('practiceCentre')
    await pressAt(started.url, scaip(1))
    expect(desk.seen.health?.storedSeq).toBe(0)
    expect(desk.seen.alarms.size).toBe(0)
  })
})
