import { z } from 'zod'
import { id } from '../../src-domain/ids.ts'

/**
 * `bench.json` in the practice centre's folder: what whoever fitted the returned units has put into them. The centre
 * writes it, the virtual dongle reads it; no live centre has such a file, as units keep their keys to themselves.
 */
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`))

/** What a unit is like on the bench. */
export const benchPlays = [
  'good',
  'weakBattery',
  'stiffMotor',
  /** In the seventh turn. */
  'jams',
  /** In the air it goes by the serial in the file; asked, it names another. */
  'otherSerial',
  'otherKey',
  /** Hangs up once, in the middle of a test. */
  'losesLink',
  /** Says nothing once it was connected to. */
  'silent',
  /** Random bytes in every characteristic. */
  'garbage',
  /** Says that it is wiped, and is not. */
  'pretendsToWipe',
  /** Loses power in the middle of a wipe. */
  'diesInWipe',
  /** Memory that a self-test finds at fault. */
  'memoryFault',
  /** Another maker's, of whom nothing is known but what Bluetooth's standard services say. */
  'stranger',
] as const
export const benchPlay = z.enum(benchPlays)
export type BenchPlay = z.infer<typeof benchPlay>

const benchLock = z.object({
  /** At most 13 characters are in the air: docs/lock-profile.md. */
  serial: z.string().min(1).max(32),
  model: z.string().min(1).max(64),
  /** At most 8 bytes of it are in the air. Two units may have the same. */
  name: z.string().min(1).max(8),
  address: z.string().regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
  serviceKey: hex(32),
  /** The door that it hung on; null: it believes nobody. */
  doorId: id.nullable(),
  trust: z.object({
    authority: hex(32),
    keys: z.array(z.object({ keyId: hex(8), publicKey: hex(32) })).max(8),
  }),
  /** A turn of this model, ms. */
  turnMs: z.int().min(10).max(10_000),
  play: benchPlay,
})
export type BenchLock = z.infer<typeof benchLock>

export const benchFile = z.object({
  locks: z.array(benchLock).max(200),
  /** What else is in the air: phones, headsets, meters. */
  neighbours: z.int().min(0).max(500),
})
export type BenchFile = z.infer<typeof benchFile>
