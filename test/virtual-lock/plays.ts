import { hash } from 'node:crypto'
import { accessCrypto } from '../../src-centre/crypto.ts'
import type { BenchLock, BenchPlay } from '../../src-centre/practice/benchFile.ts'
import { doorTag } from '../../src-domain/access/token.ts'
import { typicalOf } from '../../src-domain/hardware/typical.ts'
import type { Binding, LogLine } from '../../src-domain/lock/answers.ts'
import { parts } from '../../src-domain/lock/words.ts'
import { registryTables } from '../../src-domain/registry/rows.ts'
import { goodLock } from './cast.ts'
import type { Near } from './controller.ts'
import { type Temper, virtualLock } from './lock.ts'
import type { Power } from './motor.ts'
import { stranger } from './strangers.ts'

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const tagOf = (words: string): Uint8Array => new Uint8Array(hash('sha256', words, 'buffer')).slice(0, 8)

/** Batteries and motor of this model, a little better than is usual; of a model without figures, any lock's. */
const powerOf = (model: string): Power => {
  const known = registryTables.lock.shape.model.safeParse(model)
  const usual = typicalOf(known.data)
  if (usual === null) return goodLock(0)
  const { freshMv, peakMa } = usual
  return {
    restMv: Math.round(freshMv * 1.003),
    loadedMv: Math.round(freshMv * 0.935),
    runMa: Math.round(peakMa * 0.35),
    peakMa: Math.round(peakMa * 0.8),
  }
}

/** In what a play differs from a lock as it should be. */
const differs = (play: BenchPlay, { serial, turnMs }: BenchLock, { restMv }: Power): Partial<Temper> => {
  switch (play) {
    case 'good':
    case 'stranger':
      return {}
    case 'weakBattery':
      return { restMv: Math.round(restMv * 0.98), loadedMv: Math.round(restMv * 0.78) }
    case 'stiffMotor':
      return { turnMs: turnMs * 2 }
    case 'jams':
      return { jamsAt: 7 }
    case 'otherSerial':
      return { serial: `${serial.slice(0, 31)}X` }
    case 'otherKey':
      return { serviceKey: new Uint8Array(hash('sha256', `another key of ${serial}`, 'buffer')) }
    case 'losesLink':
      return { dropsAt: 12 }
    case 'silent':
      return { silent: true }
    case 'garbage':
      return { garbage: true }
    case 'pretendsToWipe':
      return { pretendsToWipe: true }
    case 'diesInWipe':
      return { diesInWipe: true }
    case 'memoryFault':
      return { failedParts: parts.memory }
  }
}

/** Its centre's keys as the file has them; a resident's phones and keypad are made up. */
const bindingsOf = ({ serial, trust }: BenchLock): readonly Binding[] => [
  ...trust.keys.map(({ keyId }, slot): Binding => ({ slot, kind: 'centre', tag: bytes(keyId) })),
  { slot: 16, kind: 'residentPhone', tag: tagOf(`${serial} phone 1`) },
  { slot: 17, kind: 'residentPhone', tag: tagOf(`${serial} phone 2`) },
  { slot: 24, kind: 'keypad', tag: tagOf(`${serial} keypad`) },
]

const hour = 3_600_000
const logOf = (serial: string, now: number): readonly LogLine[] =>
  Array.from({ length: 45 }, (_, i) => ({
    seq: i + 1,
    at: now - (60 - i) * 11 * hour,
    kind: i % 7 === 6 ? ('byHand' as const) : ('opened' as const),
    tag: tagOf(`${serial} phone 1`),
  }))

/** What each model runs on (`src-domain/hardware/typical.ts`); all others as the good lock does. */
const powered = (model: string): Partial<Temper> =>
  model === 'dKey' ? { restMv: 3_020, loadedMv: 2_810, runMa: 160, peakMa: 390 } : {}

/** A lock of the profile as the file has it. Whose play is a stranger's is none. */
export const temperOf = (lock: BenchLock, now: () => number): Temper => {
  const { address, name, model, serial } = lock
  const power = powerOf(model)
  return {
    ...goodLock(0),
    ...power,
    address,
    name,
    model,
    serial,
    serialInTheAir: serial,
    serviceKey: bytes(lock.serviceKey),
    doorTag: doorTag(lock.doorId ?? serial, accessCrypto),
    trust: {
      authority: bytes(lock.trust.authority),
      version: 1,
      keys:
        lock.doorId === null
          ? []
          : lock.trust.keys.map((key) => ({ keyId: bytes(key.keyId), publicKey: bytes(key.publicKey) })),
    },
    turnMs: lock.turnMs,
    ...powered(model),
    bindings: bindingsOf(lock),
    log: logOf(serial, now()),
    ...differs(lock.play, lock, power),
  }
}

export const strangerOf = ({ address, name, model, serial }: BenchLock): Near =>
  stranger({ address, name, manufacturer: 'Another maker', model, serial, level: 71 })

/** What the file says of a unit, in the air of the bench. */
export const nearOf = (lock: BenchLock, now: () => number): Near =>
  lock.play === 'stranger' ? strangerOf(lock) : virtualLock(temperOf(lock, now), now).near
