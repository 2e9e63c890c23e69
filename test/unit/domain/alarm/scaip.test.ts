import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readScaip, scaipResponse } from '../../../../src-domain/alarm/scaip.ts'

const mrq = { ref: 'A1', cid: '4790000001', dty: '0003' }
const meaning = (more: Readonly<Record<string, string>>) => {
  const read = readScaip({ ...mrq, ...more })
  return read.ok ? read.value.meaning : read.error
}

describe('a SCAIP request', () => {
  it.each([
    [{ dty: '3' }, { kind: 'alarm', alarmKind: 'safety', priority: 2 }],
    [{ dty: '0005' }, { kind: 'alarm', alarmKind: 'fall', priority: 1 }],
    [
      { dty: ' 23 ', stc: '009' },
      { kind: 'alarm', alarmKind: 'smoke', priority: 1 },
    ],
    [{ dty: '9999' }, { kind: 'alarm', alarmKind: 'safety', priority: 2 }],
    [{ stc: '19' }, { kind: 'cancel' }],
    [{ stc: '16' }, { kind: 'technical' }],
    [{ mty: 'pi' }, { kind: 'heartbeat' }],
    [{ mty: 'RE' }, { kind: 'reset' }],
  ])('%j means %j', (more, expected) => {
    expect(meaning(more)).toEqual(expected)
  })

  it.each([
    [{ ref: '' }, 7],
    [{ cid: ' ' }, 7],
    [{ dty: '' }, 7],
    [{ ref: 'x'.repeat(17) }, 1],
    [{ ref: 'a b' }, 2],
    [{ cid: '47a' }, 2],
  ])('%j is answered with snu %i', (more, snu) => {
    expect(meaning(more)).toMatchObject({ snu })
  })

  it('is read or refused with a reason, and never breaks', () => {
    const any = fc.dictionary(fc.constantFrom('ref', 'cid', 'dty', 'mty', 'stc', 'crd', 'zzz'), fc.string())
    fc.assert(
      fc.property(any, (elements) => {
        const read = readScaip(elements)
        if (read.ok) expect(read.value.ref.length).toBeLessThanOrEqual(16)
        else expect(read.error.why).not.toBe('')
      }),
    )
  })

  it('is answered with what the controller must know', () => {
    expect(scaipResponse('A1', 0, 'duplex', { callTo: '800<1>' })).toBe(
      '<mrs><ref>A1</ref><snu>0</snu><mre>1</mre><cre>8001</cre></mrs>',
    )
  })
})
