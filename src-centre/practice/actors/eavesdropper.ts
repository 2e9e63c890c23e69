import { generateKeyPairSync } from 'node:crypto'
import { readResponse, signResponse } from '../../../src-domain/access/challenge.ts'
import type { DoorReply } from '../../../src-domain/access/doorState.ts'
import { accessCrypto, rawKeyPair } from '../../crypto.ts'
import type { DoorActor } from './door.ts'

/**
 * Somebody with a radio by a door, and a phone that is nobody's. They hear the lease of whoever is let in; what they
 * then try stands in the door's book, and the next honest phone carries it home.
 */
export type Eavesdropper = {
  /** Sends once more what was heard. Null while nothing was. */
  readonly replay: () => Promise<DoorReply | null>
  /** Answers a fresh challenge with the lease that was heard, by another key. */
  readonly copy: () => Promise<DoorReply | null>
  readonly leave: () => void
}

export const listenAt = (door: DoorActor): Eavesdropper => {
  const own = rawKeyPair(generateKeyPairSync('ed25519').privateKey)
  let heard: Uint8Array | null = null
  const leave = door.overhear((response) => {
    heard ??= response
  })
  return {
    replay: async () => heard && door.respond(heard),
    copy: async () => {
      const lease = heard && readResponse(heard)?.token
      const challenge = lease ? door.hello() : null
      if (!lease || !challenge) return null
      return door.respond(signResponse(challenge, lease, null, own, accessCrypto))
    },
    leave,
  }
}
