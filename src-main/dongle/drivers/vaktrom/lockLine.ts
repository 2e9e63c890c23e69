import { readU8 } from '../../../../src-domain/access/bytes.ts'
import { cutIntoFrames, frameJoiner } from '../../../../src-domain/lock/frames.ts'
import { clear, refusals } from '../../../../src-domain/lock/handshake.ts'
import { lockService } from '../../../../src-domain/lock/profile.ts'
import { nameOf } from '../../../../src-domain/lock/words.ts'
import { byDeadline, openEnding } from '../../radio/deadline.ts'
import type { Connection } from '../../radio/radio.ts'

/** Why a lock and its service key did not come together, or no longer are. */
export type SessionFault =
  /** The lock proves itself with another key than the centre has for this serial. */
  | 'wrongKey'
  /** It refuses our proof. */
  | 'refused'
  /** After too many failures it wants a pause. */
  | 'wait'
  /** It said what this profile does not know, or sealed it wrongly. */
  | 'unreadable'
  /** It does something else just now: nothing was tried. */
  | 'busy'

export class SessionBroken extends Error {
  readonly code: SessionFault
  constructor(code: SessionFault) {
    super(`session: ${code}`)
    this.code = code
  }
}

const request = { service: lockService.service, characteristic: lockService.request }
const answer = { service: lockService.service, characteristic: lockService.answer }

/** Ours: longer than any lock needs to seal a few bytes, shorter than a technician waits. */
const answerWithin = 5_000

/** Throws where the message is the lock's word that it will not. */
const requireHeard = (message: Uint8Array): Uint8Array => {
  if (message[0] !== clear.refused) return message
  const why = message.length === 2 ? nameOf(refusals, readU8(message, 1)) : null
  throw new SessionBroken(why === 'wait' ? 'wait' : why === 'badProof' ? 'refused' : 'unreadable')
}

/**
 * Whole messages to and from a lock of the open profile. `exchange` sends one and hears messages until `read` makes
 * something of one; `within` is how long the lock may take beside the radio, ms. Throws `SessionBroken` or `RadioFault`;
 * after either the connection is of no use.
 */
export const openLockLine = async (
  connection: Pick<Connection, 'onLost' | 'subscribe' | 'room' | 'write'>,
) => {
  const lost = openEnding()
  connection.onLost(() => lost.end('lost'))
  const join = frameJoiner()
  let hear: ((message: Uint8Array) => void) | null = null
  await connection.subscribe(answer, (frame) => {
    const joined = join(frame)
    // A broken message is one that does not come: its deadline ends the wait.
    if (joined.ok && joined.message !== null) hear?.(joined.message)
  })

  const spoken = async <T>(message: Uint8Array, read: (heard: Uint8Array) => T | undefined): Promise<T> => {
    const answered = Promise.withResolvers<T>()
    hear = (one) => {
      try {
        const value = read(requireHeard(one))
        if (value !== undefined) answered.resolve(value)
      } catch (error) {
        answered.reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
    const send = async (): Promise<void> => {
      for (const frame of cutIntoFrames(message, connection.room())) await connection.write(request, frame)
    }
    try {
      const [value] = await Promise.all([answered.promise, send()])
      return value
    } finally {
      hear = null
    }
  }

  return {
    exchange: <T>(
      what: string,
      message: Uint8Array,
      within: number,
      read: (heard: Uint8Array) => T | undefined,
    ): Promise<T> => byDeadline(what, answerWithin + within, lost, () => spoken(message, read)),
  }
}
export type LockLine = Awaited<ReturnType<typeof openLockLine>>
