import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginning, chainFault, type Link } from '../../../../src-domain/journal/chain.ts'
import type { Entry } from '../../../../src-domain/journal/envelope.ts'
import { tables } from '../../../../src-domain/journal/rows.ts'
import { Rows, sha256 } from '../../../build/journal.ts'
import { shiftOf, step } from '../../../build/shift.ts'

const shifts = fc.array(step, { minLength: 1, maxLength: 60 }).map(shiftOf)

/** A console that takes batches as they come: what it has already is passed over, what has a gap is asked for again. */
const receive = (batches: readonly (readonly Entry[])[]) => {
  const rows = new Rows()
  let last: Link = beginning
  const faults: string[] = []
  for (const entry of batches.flat()) {
    const fault = chainFault(last, entry, sha256)
    if (fault === 'repeated') continue
    if (fault) {
      faults.push(fault)
      continue
    }
    rows.apply(entry)
    last = entry
  }
  return { hash: rows.hash(), faults, last }
}

describe('the fold', () => {
  it('ends in the same rows however often batches are repeated and wherever they are cut', () => {
    fc.assert(
      fc.property(shifts, fc.array(fc.nat({ max: 100 }), { maxLength: 12 }), ({ journal }, cuts) => {
        const { entries } = journal
        // Each cut is a reconnect: the console takes up from somewhere before where it was.
        const batches = cuts.map((cut) => entries.slice(0, cut % (entries.length + 1)))
        expect(receive([...batches, entries]).hash).toBe(journal.rows.hash())
      }),
      { numRuns: 150 },
    )
  })

  it('makes rows that the schemas read back unchanged', () => {
    fc.assert(
      fc.property(shifts, ({ journal }) => {
        for (const { table, row } of journal.rows.all()) expect(tables[table].parse(row)).toEqual(row)
      }),
      { numRuns: 60 },
    )
  })

  it('never has an alarm that nobody owns and that does not ring', () => {
    fc.assert(
      fc.property(shifts, ({ journal }) => {
        for (const alarm of journal.rows.of('alarm'))
          if (alarm.state !== 'closed' && alarm.ownerId === null) expect(alarm.ringing).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('keeps a case whole: every press is on its row until it is closed', () => {
    fc.assert(
      fc.property(shifts, ({ journal }) => {
        for (const alarm of journal.rows.of('alarm')) {
          const pressed = journal.entries.filter(
            (e) =>
              e.caseId === alarm.id && ['alarm.raised', 'alarm.pressed', 'incident.opened'].includes(e.kind),
          )
          expect(alarm.presses.map((p) => p.id)).toEqual(pressed.map((e) => e.id))
          expect(alarm.priority).toBe(Math.min(...alarm.presses.map((p) => p.priority)))
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('the chain', () => {
  const spoilt = fc.constantFrom('change', 'payload', 'personal', 'drop', 'swap', 'rehash')

  it('notices every changed, missing, swapped or re-hashed entry', () => {
    fc.assert(
      fc.property(shifts, spoilt, fc.nat(), ({ journal }, how, where) => {
        const entries = structuredClone(journal.entries)
        fc.pre(entries.length >= 3)
        const i = where % (entries.length - 1)
        const victim = entries[i] as Entry
        if (how === 'change') entries[i] = { ...victim, receivedAt: victim.receivedAt + 1 }
        if (how === 'payload') entries[i] = { ...victim, payload: `${victim.payload} ` }
        if (how === 'personal') {
          fc.pre(victim.personal !== null)
          entries[i] = { ...victim, personal: { salt: 'own', text: '{"text":"something else"}' } }
        }
        if (how === 'drop') entries.splice(i, 1)
        if (how === 'swap') entries.splice(i, 2, entries[i + 1] as Entry, victim)
        // An entry made anew with right hashes of its own still does not fit what follows it.
        if (how === 'rehash') {
          const body = { ...victim, salt: 'another' }
          const payloadHash = sha256(
            `vaktrom-payload/1\n${body.salt}\n${body.personalHash ?? ''}\n${body.payload}`,
          )
          const other = { ...body, payloadHash }
          entries[i] = { ...other, hash: sha256(`vaktrom-entry/1\n${JSON.stringify(hashed(other))}`) }
        }
        const received = receive([entries])
        expect(received.faults.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
})

/** The order of the envelope's fields, written down a second time as docs/protocol.md says it. */
const hashed = (e: Entry) => [
  e.v,
  e.seq,
  e.id,
  e.municipality,
  e.kind,
  e.at.ms,
  e.at.source,
  e.at.uncertaintyMs,
  e.receivedAt,
  e.by.kind,
  e.by.id,
  e.caseId,
  e.causedBy,
  e.payloadHash,
  e.prevHash,
]
