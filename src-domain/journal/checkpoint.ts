import { z } from 'zod'
import { id } from '../ids.ts'
import { ms } from '../time.ts'
import { digest } from './envelope.ts'

/** Ed25519 over the UTF-8 text; keys and signatures as base64url. Arguments, so that the domain runs anywhere. */
export type Sign = (text: string) => string
export type Verify = (publicKey: string, text: string, signature: string) => boolean

export const publicKey = z.object({ id, publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
export type PublicKey = z.infer<typeof publicKey>

const signed = {
  seq: z.int().min(0),
  hash: digest,
  at: ms,
  keyId: id,
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
}

/** The centre's word that the chain stood at `hash` when it held `seq` entries. */
export const checkpoint = z.object(signed)
export type Checkpoint = z.infer<typeof checkpoint>

/** The same, with the hash of all rows folded so far: where a new replica may begin. */
export const snapshotSeal = z.object({ ...signed, stateHash: digest })
export type SnapshotSeal = z.infer<typeof snapshotSeal>

export const checkpointText = (c: Omit<Checkpoint, 'signature'>): string =>
  `vaktrom-checkpoint/1\n${c.seq}\n${c.hash}\n${c.at}\n${c.keyId}`

export const snapshotText = (s: Omit<SnapshotSeal, 'signature'>): string =>
  `vaktrom-snapshot/1\n${s.seq}\n${s.hash}\n${s.stateHash}\n${s.at}\n${s.keyId}`

export const signedByOneOf = (
  keys: readonly PublicKey[],
  keyId: string,
  text: string,
  signature: string,
  verify: Verify,
): boolean => {
  const key = keys.find((k) => k.id === keyId)
  return key !== undefined && verify(key.publicKey, text, signature)
}
