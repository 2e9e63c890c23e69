import { signResponse } from '../../../../src-domain/access/challenge.ts'
import type { KeyPair } from '../../../../src-domain/access/crypto.ts'
import type { Outcome } from '../../../../src-domain/access/record.ts'
import {
  atTheDoor,
  readChallengeAtDoor,
  readRecordAtDoor,
  writeHelloAtDoor,
  writeResponseAtDoor,
} from '../../../../src-domain/lock/access.ts'
import { phoneCrypto } from '../../crypto.ts'
import { type LockLine, SessionBroken } from './lockLine.ts'

/** A lease as a phone holds one, made out to the bench. */
export type OldKey = { readonly token: Uint8Array; readonly handset: KeyPair }

/** The motor may turn for it. */
const turnWithin = 10_000

/**
 * Tries at the lock what a phone with this lease would try, and says what the lock did. Where it opened before a wipe
 * and is refused after it as of an unknown key, the wipe is proved: not by the lock's word, but by its deed.
 */
export const tryKey = async ({ exchange }: LockLine, { token, handset }: OldKey): Promise<Outcome> => {
  const challenge = await exchange('hello at the door', writeHelloAtDoor(), 0, (message) => {
    const read = readChallengeAtDoor(message)
    if (read === null) throw new SessionBroken('unreadable')
    return read
  })
  const response = signResponse(challenge, token, null, handset, phoneCrypto)
  return exchange('response at the door', writeResponseAtDoor(response), turnWithin, (message) => {
    if (message.length === 1 && message[0] === atTheDoor.busy) throw new SessionBroken('busy')
    const record = readRecordAtDoor(message)
    if (record === null) throw new SessionBroken('unreadable')
    return record.outcome
  })
}
