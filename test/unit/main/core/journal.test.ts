import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Link, seal } from '../../../../src-domain/journal/chain.ts'
import type { Entry } from '../../../../src-domain/journal/envelope.ts'
import { stateHash } from '../../../../src-domain/journal/stateHash.ts'
import { type Journal, openJournal, type Published } from '../../../../src-main/core/ingest/journal.ts'
import { openStore } from '../../../../src-main/core/store/opening.ts'
import type { Store } from '../../../../src-main/core/store/store.ts'
import { sha256 } from '../../../build/journal.ts'
import { Shift, shiftOf, step } from '../../../build/shift.ts'

const key = 'ab'.repeat(32)
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const newProfile = () => {
  const profile = mkdtempSync(join(tmpdir(), 'vaktrom-journal-'))
  folders.push(profile)
  return profile
}

type Opened = {
  readonly store: Store
  readonly journal: Journal
  readonly published: Published[]
  readonly unread: string[]
  readonly asked: number[]
  readonly acks: number[]
  readonly take: (phase: 'history' | 'live', entries: readonly unknown[]) => void
  readonly hash: () => string
}
const open = (profile: string): Opened => {
  const { store, trouble } = openStore(profile, key)
  expect(trouble).toBeNull()
  const published: Published[] = []
  const unread: string[] = []
  const asked: number[] = []
  const acks: number[] = []
  const journal = openJournal({
    store,
    publish: (p) => published.push(p),
    askAgain: () => asked.push(journal.standing().seq),
    quarantine: (where) => unread.push(where),
    log: () => undefined,
  })
  return {
    store,
    journal,
    published,
    unread,
    asked,
    acks,
    take: (phase, entries) => {
      journal.entries({ phase, entries }, (stored) => acks.push(stored))
      journal.drain()
    },
    hash: () => stateHash(store.rows.all(), sha256),
  }
}

const busyShift = (presses = 8): Shift => {
  const shift = new Shift()
  for (let i = 0; i < presses; i++) {
    shift.take({ kind: 'press', again: null, priority: 1 })
    shift.take({ kind: 'command', who: 0, of: i, make: 0, n: 0 })
    shift.take({ kind: 'command', who: 0, of: i, make: 6, n: i })
    shift.take({ kind: 'field', of: i, what: 0, lateBy: 0 })
  }
  return shift
}

let desk: Opened
let shift: Shift
let entries: readonly Entry[]
beforeEach(() => {
  desk = open(newProfile())
  shift = busyShift()
  entries = shift.journal.entries
})
afterEach(() => desk.store.close())

describe('entries on their way to the disk', () => {
  it('end in the rows of the centre, whatever is repeated, however they are cut, and wherever it restarts', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 60 }),
        fc.array(fc.tuple(fc.nat({ max: 80 }), fc.nat({ max: 80 }), fc.boolean()), { maxLength: 12 }),
        (steps, cuts) => {
          const { journal } = shiftOf(steps)
          const profile = newProfile()
          let at = open(profile)
          for (const [from, length, restart] of cuts) {
            // The protocol never leaves a gap behind what is stored; it may repeat as much as it likes.
            const begin = Math.min(from, at.journal.standing().seq)
            at.take('history', journal.entries.slice(begin, begin + length))
            if (!restart) continue
            at.store.close()
            at = open(profile)
          }
          at.take('history', journal.entries)
          expect(at.hash()).toBe(journal.rows.hash())
          expect(at.store.entries.from(0, 1_000)).toEqual(journal.entries)
          expect(at.journal.broken()).toBeNull()
          at.store.close()
        },
      ),
      { numRuns: 25 },
    )
  })

  it('end the same in any order that the protocol permits: two lanes, however they mix, in any turns', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: entries.length }),
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 4 }), fc.boolean()), { maxLength: 40 }),
        (since, turns) => {
          const at = open(newProfile())
          const lanes = { history: entries.slice(0, since), live: entries.slice(since) }
          at.journal.resumed(since)
          const send = (lane: 'history' | 'live', count: number) => {
            const batch = lanes[lane].slice(0, count)
            lanes[lane] = lanes[lane].slice(count)
            if (batch.length > 0) at.journal.entries({ phase: lane, entries: batch }, () => undefined)
          }
          for (const [isLive, count, turnEnds] of turns) {
            send(isLive ? 'live' : 'history', count)
            if (turnEnds) at.journal.drain()
          }
          send('live', entries.length)
          send('history', entries.length)
          at.journal.drain()
          expect(at.asked).toEqual([])
          expect(at.hash()).toBe(shift.journal.rows.hash())
          expect(at.journal.standing().seq).toBe(entries.length)
          at.store.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('are acknowledged as far as they are on the disk, and published after that', () => {
    desk.take('live', entries.slice(0, 3))
    expect(desk.acks).toEqual([3])
    expect(desk.store.replica.standing().seq).toBe(3)
    expect(desk.published.at(-1)?.entries).toEqual(entries.slice(0, 3))
  })

  it('ask again behind a gap, ring meanwhile, and take what was missing', () => {
    desk.take('live', entries.slice(0, 2))
    desk.take('live', entries.slice(3))
    expect(desk.asked).toEqual([2])
    expect(desk.journal.current.openAlarms().size).toBe(shift.journal.rows.of('alarm').length)
    desk.journal.resumed(entries.length)
    desk.take('history', entries.slice(2, 3))
    expect(desk.journal.standing().seq).toBe(entries.length)
    expect(desk.hash()).toBe(shift.journal.rows.hash())
    expect(desk.journal.broken()).toBeNull()
  })

  it('go on under the banner where the centre denies what is missing', () => {
    const without = entries.toSpliced(2, 1)
    desk.take('live', entries.slice(0, 2))
    desk.take('live', without.slice(2))
    desk.journal.resumed(entries.length)
    desk.take('history', without.slice(2))
    expect(desk.journal.broken()).toEqual({ seq: 4, fault: 'gap' })
    expect(desk.journal.standing().seq).toBe(entries.length)
    expect(desk.hash()).not.toBe(shift.journal.rows.hash())
  })

  it('go on under the banner where the centre says nothing of what is missing', () => {
    desk.take('live', entries.slice(0, 2))
    desk.take('live', entries.slice(3))
    desk.journal.passGap()
    expect(desk.journal.broken()).toEqual({ seq: 4, fault: 'gap' })
    expect(desk.journal.standing().seq).toBe(entries.length)
  })

  it.each([
    ['changed', (e: Entry) => ({ ...e, receivedAt: e.receivedAt + 1 })],
    ['payloadChanged', (e: Entry) => ({ ...e, payload: `${e.payload} ` })],
    ['broken', (e: Entry) => ({ ...e, prevHash: e.hash })],
  ])('raise the banner for an entry that was tampered with (%s), keep it, and go on', (fault, tamper) => {
    desk.take(
      'live',
      entries.map((e, i) => (i === 4 ? tamper(e) : e)),
    )
    expect(desk.journal.broken()).toEqual({ seq: 5, fault })
    expect(desk.journal.standing().seq).toBe(entries.length)
    expect(desk.published.at(-1)?.entries).toHaveLength(entries.length)
    expect(open(newProfile()).journal.broken()).toBeNull()
  })

  it('are kept where the kind is of a later version, and the chain goes on over them', () => {
    const last = entries.at(-1) as Link
    const body = { ...(entries[0] as Entry), kind: 'alarm.foreseen', payload: '{"soon":true}' }
    const unknown = seal(last, body, sha256)
    const after = seal(
      unknown,
      { ...(entries[0] as Entry), id: entries[0]?.id.replace(/.$/, 'f') ?? '' },
      sha256,
    )
    desk.take('live', [...entries, unknown, after])
    expect(desk.unread).toEqual(['payload'])
    expect(desk.store.entries.from(last.seq, 1)[0]).toEqual(unknown)
    expect(desk.journal.standing()).toMatchObject({ seq: after.seq, hash: after.hash })
    expect(desk.journal.broken()).toBeNull()
  })

  it('that are no entries at all are kept, and the chain goes on by their place and hash', () => {
    const { seq, hash } = entries[1] as Entry
    desk.take('live', [entries[0], { seq, hash, rubbish: true }, 'not even that', ...entries.slice(2)])
    expect(desk.unread).toEqual(['entry', 'entry'])
    expect(desk.journal.standing().seq).toBe(entries.length)
    expect(desk.journal.broken()).toBeNull()
  })
})

describe('a centre that says what is not so', () => {
  const forged = (last: Link): Entry =>
    seal(last, { ...(entries[0] as Entry), id: '00000000-0000-7000-8000-00000000f00d' }, sha256)
  const pressedNow = (): Entry => {
    shift.take({ kind: 'press', again: null, priority: 1 })
    return entries.at(-1) as Entry
  }

  it('cannot take an alarm away by giving its number to another entry first', () => {
    desk.take('live', entries)
    const stranger = forged(entries.at(-1) as Link)
    desk.take('live', [stranger])
    const raised = pressedNow()
    desk.take('live', [raised])
    expect(desk.journal.current.openAlarms().has(raised.id)).toBe(true)
    expect(desk.journal.broken()).toEqual({ seq: raised.seq, fault: 'contradicted' })
    expect(desk.unread).toEqual(['entry'])
    expect(desk.journal.standing()).toMatchObject({ seq: raised.seq, hash: raised.hash })
    const next = pressedNow()
    desk.take('live', [next])
    expect(desk.journal.standing()).toMatchObject({ seq: next.seq, hash: next.hash })
  })

  it('cannot jump the journal to a place that it has not reached', () => {
    desk.take('live', entries)
    const far = { ...forged(entries.at(-1) as Link), seq: 9_000_000_000_000_000 }
    desk.take('live', [far])
    // What it says may be true: it rings.
    expect(desk.journal.current.openAlarms().has(far.id)).toBe(true)
    expect(desk.asked).toEqual([entries.length])
    desk.journal.resumed(entries.length)
    desk.journal.passGap()
    expect(desk.journal.standing()).toMatchObject({ seq: entries.length, aheadSeq: entries.length })
    expect(desk.unread).toEqual(['entry'])
    const raised = pressedNow()
    desk.take('live', [raised])
    expect(desk.journal.standing()).toMatchObject({ seq: raised.seq, aheadSeq: 0 })
    expect(desk.journal.current.openAlarms().has(raised.id)).toBe(true)
  })

  it('cannot hide what happens now behind open cases of a later day', () => {
    desk.take('live', entries)
    desk.journal.open({ atSeq: 9_000_000_000_000_000, rows: [], entries: [] }, () => undefined)
    const raised = pressedNow()
    desk.take('live', [raised])
    expect(desk.journal.current.openAlarms().has(raised.id)).toBe(true)
  })
})

describe('what is known ahead of history', () => {
  const openCases = (s: Shift) =>
    s.journal.rows
      .all()
      .filter((c) => c.table !== 'alarm' || c.row.state !== 'closed')
      .filter((c) => c.table !== 'probe')

  it('is shown at once, survives a restart, and gives way to history', () => {
    const profile = newProfile()
    let late = open(profile)
    late.journal.resumed(entries.length)
    late.journal.open(
      { atSeq: entries.length, rows: openCases(shift), entries: entries.slice(0, 4) },
      () => undefined,
    )
    expect(late.journal.current.openAlarms().size).toBe(8)
    shift.take({ kind: 'press', again: null, priority: 1 })
    const raised = entries.at(-1) as Entry
    late.take('live', [raised])
    expect(late.journal.current.openAlarms().has(raised.id)).toBe(true)
    late.take('history', entries.slice(0, 5))
    expect(late.journal.current.openAlarms().size).toBe(9)

    late.store.close()
    late = open(profile)
    expect(late.journal.standing()).toMatchObject({ seq: 5, aheadSeq: raised.seq })
    expect(late.journal.current.openAlarms().size).toBe(9)
    late.journal.resumed(raised.seq)
    late.take('history', entries.slice(5, -1))
    expect(late.journal.standing()).toMatchObject({ seq: raised.seq, aheadAt: null, aheadSeq: 0 })
    expect(late.store.ahead.all()).toEqual([])
    expect(late.hash()).toBe(shift.journal.rows.hash())
    late.store.close()
  })

  it('hides an alarm that was closed while this console was away', () => {
    desk.take('live', entries)
    const first = shift.journal.rows.of('alarm')[0]
    if (!first) throw new Error('no alarm')
    shift.journal.append(
      { kind: 'alarm.closed', caseId: first.id, payload: { outcome: 'falseAlarm', unreached: false } },
      { receivedAt: shift.now },
    )
    desk.journal.resumed(entries.length)
    desk.journal.open({ atSeq: entries.length, rows: openCases(shift), entries: [] }, () => undefined)
    expect(desk.store.rows.openAlarms()).toHaveLength(8)
    expect([...desk.journal.current.openAlarms().keys()]).not.toContain(first.id)
    desk.take('history', entries.slice(-1))
    expect(desk.journal.current.openAlarms().size).toBe(7)
  })

  it('keeps an open case whose row cannot be read out of the way of the others', () => {
    const rows: unknown[] = openCases(shift)
    desk.journal.resumed(entries.length)
    desk.journal.open(
      { atSeq: entries.length, rows: [{ table: 'alarm', row: { id: 'x' } }, ...rows], entries: ['?'] },
      () => undefined,
    )
    expect(desk.unread).toEqual(['open', 'open'])
    expect(desk.journal.current.openAlarms().size).toBe(8)
  })
})

describe('a snapshot', () => {
  it('begins the replica behind it, and what came meanwhile follows', () => {
    const rows = shift.journal.rows.all()
    const at = entries.at(-1) as Entry
    desk.journal.resumed(at.seq)
    shift.take({ kind: 'press', again: null, priority: 2 })
    desk.take('live', entries.slice(-1))
    desk.journal.begin('00000000-0000-7000-8000-0000000000aa', at.seq, at.hash, rows)
    expect(desk.journal.standing()).toMatchObject({ fromSeq: at.seq, seq: at.seq + 1, aheadSeq: 0 })
    expect(desk.hash()).toBe(shift.journal.rows.hash())
    expect(desk.journal.broken()).toBeNull()
  })
})
