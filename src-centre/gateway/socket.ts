import type { Socket } from 'socket.io'
import type { z } from 'zod'
import type { Refusal } from '../../src-domain/result.ts'
import { protocolVersion } from '../../src-domain/wire/protocol.ts'
import { faultWords } from '../log.ts'
import { whyOf } from '../quarantine.ts'
import type { Parts } from './parts.ts'

/** What one connection is listened to with. */
export type Line = {
  readonly socket: Socket
  /** For the log and the quarantine, such as `console/desk-1`. */
  readonly source: string
  readonly parts: Pick<Parts, 'log' | 'quarantine'>
}

export type Refused = { readonly ok: false; readonly error: Refusal }

/**
 * Answers one kind of question. What cannot be read is kept, counted and refused; a bug is logged and gets no
 * answer, so that whoever asked knows that the outcome is unknown.
 */
export const answer = <S extends z.ZodType, A>(
  line: Line,
  name: string,
  schema: S,
  reply: (args: z.output<S>) => A | Refused | Promise<A | Refused>,
): void => {
  line.socket.on(name, (raw: unknown, acknowledge: unknown) => {
    const say = (value: A | Refused) => {
      if (typeof acknowledge === 'function') acknowledge(value)
    }
    const read = schema.safeParse(raw)
    if (!read.success) {
      const why = whyOf(read.error)
      line.parts.quarantine(line.source, `${name}: ${why}`, raw)
      say({ ok: false, error: { code: 'unreadable', detail: { where: name, why } } })
      return
    }
    Promise.resolve()
      .then(() => reply(read.data))
      .then(say)
      .catch((error: unknown) =>
        line.parts.log('error', 'fault', { source: line.source, name, ...faultWords(error) }),
      )
  })
}

/**
 * Names that nobody listens to are kept as well: the other side may be newer than we are. What is not even a message
 * costs its sender the connection, and is counted.
 */
export const keepUnknown = (line: Line, known: readonly string[]): void => {
  line.socket.on('disconnect', (reason) => {
    if (reason === 'parse error')
      line.parts.quarantine(line.source, 'what came is not Socket.IO', '(not kept)')
  })
  line.socket.onAny((name: unknown, ...args: unknown[]) => {
    if (typeof name === 'string' && known.includes(name)) return
    line.parts.quarantine(line.source, `unknown message ${String(name).slice(0, 64)}`, args)
    const acknowledge = args.at(-1)
    if (typeof acknowledge === 'function')
      acknowledge({ ok: false, error: { code: 'unreadable', detail: { where: String(name).slice(0, 64) } } })
  })
}

/** A handshake that is turned down: the Socket.IO error of this name, with the same in `data.code`. */
export type HandshakeCode = 'unreadable' | 'protocol' | 'credential' | 'clock'
export const turnedDown = (code: HandshakeCode, more: object = {}): Error & { data: unknown } =>
  Object.assign(new Error(code), { data: { code, protocol: protocolVersion, ...more } })
