import { describe, expect, it } from 'vitest'
import type { HardwareTestRow, StockRow } from '../../../../src-domain/hardware/rows.ts'
import { isToSign, mayLabel } from '../../../../src-domain/hardware/signing.ts'

const unit = (part: Partial<StockRow> = {}): StockRow => ({
  id: 'lock-1',
  municipality: 'm',
  serial: 'VL-1',
  doorId: null,
  life: 'tested',
  returnedAt: 1,
  halfWipedIn: null,
  newestTestId: 'test-2',
  seq: 1,
  ...part,
})
const test = (part: Partial<HardwareTestRow> = {}): HardwareTestRow => ({
  id: 'test-2',
  municipality: 'm',
  lockId: 'lock-1',
  serial: 'VL-1',
  driver: 'vaktrom',
  keyReleased: true,
  mayWipe: true,
  oldKeyDoorId: null,
  personId: 'p',
  workplaceId: 'w',
  begunAt: 1,
  wipeBegunAt: 2,
  endedAt: 3,
  end: 'done',
  step: null,
  report: null,
  halfWiped: false,
  verdict: 'reuse',
  signedVerdict: null,
  signedBy: null,
  signedAt: null,
  seq: 2,
  ...part,
})
const signed = { signedVerdict: 'reuse', signedBy: 'p', signedAt: 4 } as const

describe('a test waits for a name', () => {
  it('once it has ended, until somebody gives it', () => {
    expect(isToSign(test(), unit())).toBe(true)
    expect(isToSign(test({ endedAt: null }), unit())).toBe(false)
    expect(isToSign(test(signed), unit({ life: 'reuse' }))).toBe(false)
  })

  it('and no more where another test came after it, or stock does not know the unit', () => {
    expect(isToSign(test({ id: 'test-1' }), unit())).toBe(false)
    expect(isToSign(test(), undefined)).toBe(false)
  })
})

describe('a label', () => {
  it('is of what the unit is now', () => {
    expect(mayLabel(test(signed), unit({ life: 'reuse' }))).toBe(true)
  })

  it('is never of what it was: it came back, was tested again, or nobody has signed', () => {
    for (const life of ['returned', 'onTest', 'tested', 'repair'] as const)
      expect(mayLabel(test(signed), unit({ life }))).toBe(false)
    expect(mayLabel(test({ ...signed, id: 'test-1' }), unit({ life: 'reuse' }))).toBe(false)
    expect(mayLabel(test(), unit({ life: 'reuse' }))).toBe(false)
    expect(mayLabel(test(signed), undefined)).toBe(false)
  })
})
