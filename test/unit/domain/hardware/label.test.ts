import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Label,
  labelCode,
  labelZpl,
  scannedSerial,
  serialKey,
  zplField,
} from '../../../../src-domain/hardware/label.ts'

const label: Label = {
  serial: 'DL3-402177',
  model: 'Danalock V3',
  verdict: 'reuse',
  day: '2026-11-26',
  testId: '0199aa00-0000-7000-8000-00000000002a',
}

/** As a printer reads it: a mark and two figures are one byte. */
const printed = (data: string): string => {
  const bytes: number[] = []
  for (let at = 0; at < data.length; at++) {
    if (data[at] === '_') {
      bytes.push(Number.parseInt(data.slice(at + 1, at + 3), 16))
      at += 2
    } else bytes.push(data.charCodeAt(at))
  }
  return new TextDecoder().decode(new Uint8Array(bytes))
}

describe('the code on a label', () => {
  test('says serial, verdict, day and test in signs that every keyboard has', () => {
    expect(labelCode(label)).toBe('DL3-402177 REUSE 20261126 0199AA0000007000800000000000002A')
  })
  test('is read back as its serial, whatever the gun made of large and small', () => {
    expect(scannedSerial(labelCode(label))).toBe('DL3-402177')
    expect(scannedSerial(` ${labelCode(label).toLowerCase()}\t`)).toBe('dl3-402177')
    expect(scannedSerial('DL3-402177')).toBe('DL3-402177')
  })
  test('a serial is the same however its sticker is typed', () => {
    expect(serialKey('dl3+402177')).toBe(serialKey('DL3-402177'))
    expect(serialKey('DL3-402178')).not.toBe(serialKey('DL3-402177'))
  })
})

describe('a label as ZPL', () => {
  test('stands as it is printed', () => {
    expect(labelZpl(label, { verdict: 'GJENBRUK', signed: 'Signert 26.11.2026' })).toMatchInlineSnapshot(`
      "^XA^CI28
      ^PW456^LL256^LH0,0
      ^FO16,16^BQN,2,5^FH_^FDMA,DL3-402177 REUSE 20261126 0199AA0000007000800000000000002A^FS
      ^FO184,24^A0N,28,28^FH_^FDDL3-402177^FS
      ^FO184,64^A0N,20,20^FH_^FDDanalock V3^FS
      ^FO184,104^A0N,40,40^FH_^FDGJENBRUK^FS
      ^FO184,160^A0N,20,20^FH_^FDSignert 26.11.2026^FS
      ^FO16,216^A0N,18,18^FH_^FD0199aa00-0000-7000-8000-00000000002a^FS
      ^XZ
      "
    `)
  })
  test('no text of ours is ever a command, and every text comes out as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const data = zplField(text)
        expect(data).toMatch(/^[\x20-\x7d]*$/)
        expect(data).not.toMatch(/[\^~]/)
        expect(printed(data)).toBe(text)
      }),
    )
  })
})
