import { sign } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { z } from 'zod'
import { type Ms, ms } from '../../../src-domain/time.ts'
import { type fromHandset, handsetNamespace, toHandset } from '../../../src-domain/wire/field.ts'
import { protocolVersion } from '../../../src-domain/wire/protocol.ts'
import type { HandsetKey } from '../people/handsetKeys.ts'

/** A handset's line to the centre, when it has coverage. */
export type Line = {
  readonly setCoverage: (covered: boolean) => void
  /** Whether words get through right now. */
  readonly isUp: () => boolean
  /** The centre's answer; null when none came, and nobody knows whether it was heard. */
  readonly ask: <N extends Ask>(name: N, args: z.input<(typeof fromHandset)[N]>) => Promise<unknown>
  readonly close: () => void
}
type Ask = keyof typeof fromHandset
export type Heard = {
  [K in keyof typeof toHandset]: (message: z.output<(typeof toHandset)[K]>) => void
} & { readonly up: () => void; readonly down: () => void; readonly unread: (name: string) => void }

const answerWithin: Ms = 5_000

export const openLine = (
  url: string,
  handsetId: string,
  key: HandsetKey,
  now: () => Ms,
  heard: Heard,
): Line => {
  /** The centre's clock over this phone's, once the centre has turned it away for that. */
  let ahead: Ms = 0
  // A centre that starts again must be found at once; a phone in a valley tries as often.
  const socket: Socket = io(`${url}${handsetNamespace}`, {
    transports: ['websocket'],
    forceNew: true,
    autoConnect: false,
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
    auth: (give) => {
      const at = now() + ahead
      const text = `vaktrom-handset/1\n${handsetId}\n${at}`
      const signature = sign(null, Buffer.from(text, 'utf8'), key.private).toString('base64url')
      give({ protocol: protocolVersion, handsetId, at, signature })
    },
  })
  // A visit that is broken off at the end still lets go of its phone, which must not come up again.
  let closed = false
  const listen = <S extends z.ZodType>(name: string, schema: S, hear: (message: z.output<S>) => void) =>
    socket.on(name, (raw: unknown) => {
      const read = schema.safeParse(raw)
      if (read.success) hear(read.data)
      else heard.unread(name)
    })
  listen('welcome', toHandset.welcome, heard.welcome)
  listen('time', toHandset.time, heard.time)
  listen('dispatches', toHandset.dispatches, heard.dispatches)
  listen('trust', toHandset.trust, heard.trust)
  listen('lease', toHandset.lease, heard.lease)
  listen('revoke', toHandset.revoke, heard.revoke)
  socket.on('connect', heard.up)
  socket.on('disconnect', heard.down)
  socket.on('connect_error', (error) => {
    const refused = clockRefusal.safeParse(error)
    if (!refused.success || closed) return
    ahead = refused.data.data.now - now()
    socket.connect()
  })
  return {
    setCoverage: (covered) => {
      if (!covered) socket.disconnect()
      // Asked for again while it is coming up, it would come up twice.
      else if (!closed && !socket.active) socket.connect()
    },
    isUp: () => socket.connected,
    ask: async (name, args) => {
      if (!socket.connected) return null
      try {
        return await socket.timeout(answerWithin).emitWithAck(name, args)
      } catch {
        return null
      }
    },
    close: () => {
      closed = true
      socket.disconnect()
    },
  }
}

const clockRefusal = z.object({ data: z.object({ code: z.literal('clock'), now: ms }) })

const plainAnswer = z.object({ ok: z.boolean() })
export const wasDone = (answer: unknown): boolean => plainAnswer.safeParse(answer).data?.ok === true
/** A refusal is an answer too: it would be the same the next time. */
export const wasAnswered = (answer: unknown): boolean => plainAnswer.safeParse(answer).success
