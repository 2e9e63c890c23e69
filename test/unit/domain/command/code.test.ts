import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keypadStep, newKeypad } from '../../../../src-domain/access/keypad.ts'
import type { CodeRow } from '../../../../src-domain/access/rows.ts'
import { codeDigits, codeFrom, keypadKey, placeTag } from '../../../../src-domain/access/spokenCode.ts'
import type { ChainStep } from '../../../../src-domain/registry/rows.ts'
import { hour, type Ms, minute } from '../../../../src-domain/time.ts'
import { people, Shift } from '../../../build/shift.ts'
import { accessCrypto, rememberingCrypto } from '../access/accessCrypto.ts'

const flat: ChainStep = { kind: 'door', doorId: 'door-2' }
const box: ChainStep = { kind: 'keyStore', keyStoreId: 'box-1' }
const root = new Uint8Array(32).fill(11)
const [owner, other, , trainee] = people as [
  (typeof people)[number],
  (typeof people)[number],
  unknown,
  (typeof people)[number],
]

const answered = (): {
  readonly shift: Shift
  readonly issue: (step: ChainStep, hours?: number, who?: typeof owner) => string
} => {
  const shift = new Shift()
  shift.press(null, 1)
  const caseId = shift.journal.rows.of('alarm')[0]?.id ?? ''
  shift.ask({ name: 'answer', args: { caseId } }, owner)
  return {
    shift,
    issue: (step, hours = 6, who = owner) =>
      shift.ask({ name: 'issueCode', args: { caseId, step, hours, reason: 'alarm' } }, who),
  }
}
const rowsOf = (shift: Shift) => shift.journal.rows.of('code')
const digitsOf = (row: CodeRow) =>
  codeDigits(keypadKey(root, row.step, accessCrypto), codeFrom(row.from, row.hours, row.serial), accessCrypto)
/** Which code a keypad takes the digits for. */
const typedAt = (step: ChainStep, digits: string, now: Ms): string | null => {
  const fitted = newKeypad(keypadKey(root, step, accessCrypto), placeTag(step, accessCrypto))
  const set = keypadStep(fitted, { kind: 'clockSet', at: now }, 0, rememberingCrypto).state
  return keypadStep(set, { kind: 'typed', digits }, 0, rememberingCrypto).state.opening?.codeId ?? null
}

describe('a spoken code', () => {
  it('is for a keypad of ours on the way in, by the owner of the case', () => {
    const { issue } = answered()
    expect(issue(flat)).toBe('done')
    expect(issue(box)).toBe('done')
    for (const doorId of ['door-1', 'door-private', 'door-3', 'door-nowhere'])
      expect(issue({ kind: 'door', doorId })).toBe('noKeypad')
    expect(issue({ kind: 'keyStore', keyStoreId: 'box-2' })).toBe('noKeypad')
    expect(issue(flat, 6, other)).toBe('notOwner')
    expect(issue(flat, 6, trainee)).toBe('roleNotAllowed')
  })

  it('begins with the hour, and four at once are as many as a keypad has', () => {
    const { shift, issue } = answered()
    shift.now = Math.ceil(shift.now / hour) * hour + 50 * minute
    for (let n = 0; n < 4; n += 1) expect(issue(flat, 1)).toBe('done')
    expect(issue(flat, 24)).toBe('tooManyCodes')
    expect(issue(box)).toBe('done')
    const begin = shift.now - 50 * minute
    for (const row of rowsOf(shift).filter((one) => one.hours === 1))
      expect(row).toMatchObject({ from: begin, until: begin + hour })
    shift.now += 10 * minute
    expect(issue(flat, 24)).toBe('done')
  })

  it('opens its keypad from the row’s begin until its end, under the row’s own name, and never another’s', () => {
    const asked = fc.record({
      wait: fc.oneof(fc.nat({ max: 3 * hour }), fc.constantFrom(0, minute, hour)),
      step: fc.constantFrom(flat, box),
      hours: fc.integer({ min: 1, max: 24 }),
    })
    const look = fc.integer({ min: -2 * hour, max: 26 * hour })
    fc.assert(
      fc.property(fc.array(asked, { minLength: 1, maxLength: 12 }), look, (all, after) => {
        const { shift, issue } = answered()
        for (const { wait, step, hours } of all) {
          shift.now += wait
          issue(step, hours)
        }
        const now = shift.now + after
        const rows = rowsOf(shift)
        const live = rows.filter((row) => row.from <= now && now < row.until)
        for (const row of rows.slice(-3)) {
          expect(typedAt(row.step, digitsOf(row), now)).toBe(live.includes(row) ? row.id : null)
          expect(typedAt(row.step.kind === 'door' ? box : flat, digitsOf(row), now)).not.toBe(row.id)
        }
        expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
        expect(new Set(rows.map((row) => `${row.id} ${digitsOf(row)}`)).size).toBe(rows.length)
      }),
      { numRuns: 25 },
    )
  })
})
