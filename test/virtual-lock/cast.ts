import { hash } from 'node:crypto'
import { doorTag, signToken, trusted } from '../../src-domain/access/token.ts'
import type { Binding, LogLine } from '../../src-domain/lock/answers.ts'
import type { OldKey } from '../../src-main/dongle/drivers/vaktrom/tryKey.ts'
import { accessCrypto, keyOf } from '../unit/domain/access/accessCrypto.ts'
import type { Temper } from './lock.ts'

const bytesOf = (words: string): Uint8Array => new Uint8Array(hash('sha256', words, 'buffer'))

/** The centre that the locks of the cast believe, the phone that it signs for, and who fits doors. */
const centre = keyOf(7)
const phone = keyOf(8)
const authority = keyOf(9)

/** The key that unit and centre share, made of its serial: the same in every run. */
export const serviceKeyOf = (serial: string): Uint8Array => bytesOf(`service key of ${serial}`)

const doorTagOf = (serial: string): Uint8Array => doorTag(`door-${serial}`, accessCrypto)

/** A key that lets into the door on which this unit hung, as often as one likes, for an hour from `now`, ms. */
export const oldKeyTo = (serial: string, now: number): OldKey => {
  const second = Math.floor(now / 1_000)
  return {
    token: signToken(
      {
        oneTime: false,
        offline: false,
        emergency: false,
        grantId: '018f0000-0000-7000-8000-000000000001',
        lease: 1,
        handset: phone.publicKey,
        notBefore: second - 60,
        notAfter: second + 3_600,
        windowUntil: second + 3_600,
        reentrySeconds: 900,
        doors: [doorTagOf(serial)],
      },
      centre,
      accessCrypto,
    ),
    handset: phone,
  }
}

const bindingsOf = (serial: string): readonly Binding[] => [
  { slot: 0, kind: 'centre', tag: trusted(centre.publicKey, accessCrypto).keyId },
  { slot: 1, kind: 'residentPhone', tag: bytesOf(`${serial} phone 1`).slice(0, 8) },
  { slot: 2, kind: 'residentPhone', tag: bytesOf(`${serial} phone 2`).slice(0, 8) },
  { slot: 5, kind: 'keypad', tag: bytesOf(`${serial} keypad`).slice(0, 8) },
]

const hour = 3_600_000
const logOf = (serial: string, lines: number): readonly LogLine[] =>
  Array.from({ length: lines }, (_, i) => ({
    seq: i + 1,
    at: 1_790_000_000_000 + i * hour,
    kind: i % 7 === 6 ? ('byHand' as const) : ('opened' as const),
    tag: bytesOf(`${serial} phone 1`).slice(0, 8),
  }))

/** A lock as it should be; `n` gives it a serial and an address of its own. */
export const goodLock = (n: number, other: Partial<Temper> = {}): Temper => {
  const serial = other.serial ?? `VL-${String(n).padStart(6, '0')}`
  return {
    address: `c0:ff:ee:00:${(n >> 8).toString(16).padStart(2, '0')}:${(n & 0xff).toString(16).padStart(2, '0')}`,
    rssi: -56,
    name: `VL-${String(n).padStart(4, '0')}`,
    manufacturer: 'Vaktrom',
    model: 'Virtual thumb-turn',
    serial,
    serialInTheAir: serial,
    firmware: '1.4.2',
    serviceKey: serviceKeyOf(serial),
    doorTag: doorTagOf(serial),
    trust: {
      authority: authority.publicKey,
      version: 1,
      keys: [trusted(centre.publicKey, accessCrypto)],
    },
    restMv: 6_020,
    loadedMv: 5_610,
    turnMs: 400,
    runMa: 310,
    peakMa: 720,
    jamsAt: null,
    bindings: bindingsOf(serial),
    log: logOf(serial, 45),
    failedParts: 0,
    pretendsToWipe: false,
    silent: false,
    garbage: false,
    dropsAt: null,
    dropsAfter: null,
    ignoresFrom: false,
    miscounts: false,
    endlessLog: false,
    dropsOver: null,
    diesInWipe: false,
    hurry: 1,
    ...other,
  }
}
