import { io, type Socket } from 'socket.io-client'
import type { Ms } from '../../../src-domain/time.ts'
import { fromIntake, intakeAnswer, intakeNamespace } from '../../../src-domain/wire/field.ts'
import { protocolVersion } from '../../../src-domain/wire/protocol.ts'
import type { Cancel, Clock } from '../../clock.ts'

/** A unit rings again with the same `ref` until it was answered; the centre knows it by (`cid`, `ref`). */
const answerWithin: Ms = 5_000
const tryAgainAfter: Ms = 2_000

type Intake = {
  /** Sends one request, exactly as it stands, until it is answered; resolves with the `<mrs>`, or null at the end. */
  readonly send: (raw: string) => Promise<string | null>
  readonly close: () => void
}

export const openIntake = (
  centre: { readonly url: string; readonly adapterId: string; readonly secret: string },
  clock: Clock,
): Intake => {
  const socket: Socket = io(`${centre.url}${intakeNamespace}`, {
    auth: { protocol: protocolVersion, adapterId: centre.adapterId, secret: centre.secret },
    transports: ['websocket'],
    forceNew: true,
  })
  const ended = new AbortController()
  const send = async (raw: string): Promise<string | null> => {
    const request = fromIntake.scaip.parse({
      raw,
      at: { ms: clock.now(), source: 'intake', uncertaintyMs: 1_000 },
    })
    while (!ended.signal.aborted) {
      const response = await asked(socket, request)
      if (response !== null) return response
      await pause(clock, ended.signal)
    }
    return null
  }
  return {
    send,
    close: () => {
      ended.abort()
      socket.disconnect()
    },
  }
}

const asked = async (socket: Socket, request: unknown): Promise<string | null> => {
  try {
    const answer = intakeAnswer.safeParse(await socket.timeout(answerWithin).emitWithAck('scaip', request))
    return answer.success ? answer.data.response : null
  } catch {
    return null
  }
}

const pause = (clock: Clock, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      cancel()
      resolve()
    }
    const cancel: Cancel = clock.after(tryAgainAfter, () => {
      signal.removeEventListener('abort', done)
      resolve()
    })
    signal.addEventListener('abort', done, { once: true })
  })
