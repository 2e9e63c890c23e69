import { concat, u8 } from '../access/bytes.ts'
import { challengeLength } from '../access/challenge.ts'
import { type DoorRecord, readRecord, recordLength } from '../access/record.ts'

/**
 * How the messages of docs/access-token.md travel on the lock service: in clear, a byte before each, in the same frames.
 * They prove themselves; a phone needs no session.
 */
export const atTheDoor = {
  hello: 0x20,
  response: 0x21,
  took: 0x22,
  challenge: 0xa0,
  record: 0xa1,
  /** The bolt is being moved for another one: nothing was tried. */
  busy: 0xa2,
} as const

export const writeHelloAtDoor = (): Uint8Array => u8(atTheDoor.hello)

export const writeResponseAtDoor = (response: Uint8Array): Uint8Array =>
  concat(u8(atTheDoor.response), response)

/** The challenge within a lock's answer to a hello; null for anything else. */
export const readChallengeAtDoor = (message: Uint8Array): Uint8Array | null =>
  message.length === 1 + challengeLength && message[0] === atTheDoor.challenge ? message.slice(1) : null

/** The record of this attempt; older ones that came along are left out. Null for anything else. */
export const readRecordAtDoor = (message: Uint8Array): DoorRecord | null =>
  message[0] === atTheDoor.record ? readRecord(message.slice(1, 1 + recordLength)) : null
