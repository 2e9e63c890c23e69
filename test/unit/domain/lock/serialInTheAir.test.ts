import { expect, it } from 'vitest'
import { serialInTheAir, writeSerialInTheAir } from '../../../../src-domain/lock/serialInTheAir.ts'
import { advertsOf } from '../../../virtual-lock/adverts.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

it('a serial is told whole, or not at all', () => {
  expect(serialInTheAir(writeSerialInTheAir('VL-0000000123') ?? bytes(''))).toBe('VL-0000000123')
  expect(writeSerialInTheAir('VL-00000001234')).toBeNull()
})

it('what is no serial is none', () => {
  for (const odd of ['', 'VL-00000001234', 'VL 1', 'VL-\u0000', 'VL-\u00e6'])
    expect(serialInTheAir(bytes(odd))).toBeNull()
})

it('the longest name and serial fit the air, and a longer name is cut and says so', () => {
  const { advertising, scanResponse } = advertsOf({ name: 'VLOCK-000123', serialInTheAir: 'VL-0000000123' })
  expect(advertising()).toHaveLength(31)
  expect(scanResponse()).toHaveLength(31)
  expect(advertising().subarray(-10).toString('latin1')).toBe('\u0009\u0008VLOCK-00')
})
