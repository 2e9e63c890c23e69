import { io, type Socket } from 'socket.io-client'
import { z } from 'zod'
import { second } from '../../../src-domain/time.ts'
import {
  type Ask,
  type AskAnswer,
  type AskArgs,
  consoleNamespace,
  type FromCentre,
  fromCentre,
  fromConsole,
  protocolVersion,
} from '../../../src-domain/wire/protocol.ts'
import { unanswered } from '../../../src-domain/wire/unanswered.ts'
import { type CentreTrust, tlsOptions, trustFault, usualTrust } from './trust.ts'

export type LinkState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'away' }
  | { readonly kind: 'refused'; readonly why: string }

/** An answer that did not come, or could not be read, is `lost`: what it would have said is not known. */
export type Asked<A extends Ask> =
  | { readonly kind: 'answered'; readonly answer: AskAnswer<A> }
  | { readonly kind: 'lost'; readonly why: string }

/** Tells the centre what is on the disk; does nothing for a message that asked for no acknowledgement. */
export type Ack = (stored: number) => void

/** Rows are read one by one further in, so that one of them that cannot be read does not hide the rest. */
export type Received = Omit<FromCentre, 'open' | 'snapshot' | 'registry'> & {
  open: Omit<FromCentre['open'], 'rows'> & { rows: unknown[] }
  snapshot: Omit<FromCentre['snapshot'], 'rows'> & { rows: unknown[] }
  registry: Omit<FromCentre['registry'], 'changes'> & { changes: unknown[] }
}
const rows = z.array(z.unknown())
const received: { readonly [K in keyof Received]: z.ZodType<Received[K]> } = {
  ...fromCentre,
  open: fromCentre.open.extend({ rows }),
  snapshot: fromCentre.snapshot.extend({ rows }),
  registry: fromCentre.registry.extend({ changes: rows }),
}

export type LinkHandlers = {
  readonly on: { readonly [K in keyof Received]: (message: Received[K], ack: Ack) => void }
  readonly state: (state: LinkState) => void
  readonly unreadable: (where: string, why: string, raw: unknown) => void
}

export type Link = {
  readonly state: () => LinkState
  /** When anything was last heard, by the monotonic clock; null for never. */
  readonly heardAt: () => number | null
  readonly ask: <A extends Ask>(name: A, args: AskArgs<A>, timeoutMs?: number) => Promise<Asked<A>>
  /** Hangs up and comes back at once: the centre then begins again behind what is stored here. */
  readonly again: () => void
  readonly close: () => void
}

/** A line that says nothing for so long is taken for dead: the centre beats once a second. */
const silence = 5 * second
/** So is one that carries no answer, though words come in: the centre does not hear us, and must not seem to. */
const unheard = 10 * second
/** A new connection on a line with 3 s each way takes two rounds, 12 s; what is needed for one of them. */
const opening = 8 * second
/**
 * Between attempts: first at once, then once a second; each varied by half, so that consoles spread. A line that comes
 * and goes every two seconds must be caught while it is there, and an attempt costs a centre next to nothing.
 */
const firstDelay = 150
const longestDelay = 1 * second
/** After a refusal: the credential may be put right at the centre. */
const refusedDelay = 5 * second
const askTimeout = 10 * second

export const openLink = (
  config: {
    readonly url: string
    readonly workplaceId: string
    readonly secret: string
    /** What kind of centre this must be. */
    readonly practice: boolean
    readonly trust?: CentreTrust | undefined
  },
  handlers: LinkHandlers,
  /** Monotonic. */
  mono: () => number,
): Link => {
  let state: LinkState = { kind: 'starting' }
  let heardAt: number | null = null
  let retry: NodeJS.Timeout | null = null
  let closed = false
  const become = (next: LinkState) => {
    if (next.kind === state.kind && (next.kind !== 'refused' || next.why === whyRefused(state))) return
    state = next
    handlers.state(next)
  }

  const trust = config.trust ?? usualTrust
  const socket: Socket = io(`${config.url.replace(/\/$/, '')}${consoleNamespace}`, {
    auth: { protocol: protocolVersion, workplaceId: config.workplaceId, secret: config.secret },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: firstDelay,
    reconnectionDelayMax: longestDelay,
    randomizationFactor: 0.5,
    timeout: opening,
    ...tlsOptions(trust),
  })
  const asks = unanswered(mono)
  /** When the connection that is not yet a console's was opened. */
  let openedAt: number | null = null
  socket.io.on('open', () => {
    openedAt = mono()
  })

  /** Practice and live never share a store: not one word of the other kind is taken in. */
  const isOtherKind = <K extends keyof Received>(name: K, message: Received[K]): boolean =>
    name === 'welcome' && 'practice' in message && message.practice !== config.practice
  const refuse = (why: string) => {
    socket.disconnect()
    become({ kind: 'refused', why })
    later(refusedDelay)
  }

  const hear = <K extends keyof Received>(name: K) => {
    socket.on(name as string, (raw: unknown, answer: unknown) => {
      heardAt = mono()
      const ack: Ack = (stored) => {
        if (typeof answer === 'function') answer({ stored })
      }
      const message = received[name].safeParse(raw)
      if (message.success) {
        if (isOtherKind(name, message.data)) refuse(config.practice ? 'liveCentre' : 'practiceCentre')
        else handlers.on[name](message.data, ack)
      } else handlers.unreadable(name, z.prettifyError(message.error).slice(0, 500), raw)
    })
  }
  for (const name of Object.keys(received) as (keyof Received)[]) hear(name)

  // A centre that is newer than we are: kept, counted and shown like anything else that we cannot read.
  socket.onAny((name: unknown, ...args: unknown[]) => {
    if (typeof name === 'string' && Object.hasOwn(received, name)) return
    handlers.unreadable('message', `unknown name ${String(name).slice(0, 64)}`, args)
  })

  socket.on('connect', () => {
    openedAt = null
    asks.anew()
    heardAt = mono()
    become({ kind: 'connected' })
  })
  socket.on('disconnect', (reason) => {
    if (reason === 'parse error') handlers.unreadable('line', 'what came is not Socket.IO', '(not kept)')
    become({ kind: 'away' })
    // Socket.IO does not come back by itself where an end hung up on purpose; a console always does.
    if (reason === 'io server disconnect' || reason === 'io client disconnect') later(firstDelay)
  })
  socket.on('connect_error', (error) => {
    openedAt = null
    const untrusted = trustFault(error, trust)
    if (untrusted !== null) {
      become({ kind: 'refused', why: untrusted })
      return
    }
    if (socket.active) {
      become({ kind: 'away' })
      return
    }
    const code = refusedWith.safeParse(error)
    become({ kind: 'refused', why: code.success ? code.data.data.code : error.message })
    later(refusedDelay)
  })
  const later = (delay: number) => {
    if (retry) clearTimeout(retry)
    retry = setTimeout(() => socket.connect(), delay * (0.75 + Math.random() / 2))
  }
  const watch = setInterval(() => {
    const isSilent = socket.connected && heardAt !== null && mono() - heardAt > silence
    const isUnheard = socket.connected && asks.lasts() > unheard
    const isStuck = !socket.connected && openedAt !== null && mono() - openedAt > opening
    if (isSilent || isUnheard || isStuck) hangUp()
  }, second)
  const hangUp = () => {
    openedAt = null
    socket.io.engine.close()
  }

  return {
    state: () => state,
    heardAt: () => heardAt,
    ask: async (name, args, timeoutMs = askTimeout) => {
      if (!socket.connected) return { kind: 'lost', why: 'away' }
      asks.asked()
      const raw: unknown = await socket
        .timeout(timeoutMs)
        .emitWithAck(name, args)
        .then(
          (answer: unknown) => {
            asks.answered()
            return answer
          },
          (error: unknown) => {
            asks.givenUp()
            return { lost: String(error) }
          },
        )
      // Whoever asked has let go of the disk by now; what became of it is asked after the next start.
      if (closed) return new Promise(() => undefined)
      return readAnswer(name, raw)
    },
    again: () => {
      if (socket.connected) socket.io.engine.close()
    },
    close: () => {
      closed = true
      clearInterval(watch)
      if (retry) clearTimeout(retry)
      socket.removeAllListeners()
      socket.disconnect()
    },
  }
}

const whyRefused = (state: LinkState): string | null => (state.kind === 'refused' ? state.why : null)
const refusedWith = z.object({ data: z.object({ code: z.string().max(64) }) })

const readAnswer = <A extends Ask>(name: A, raw: unknown): Asked<A> => {
  // The schema stands beside the name in one table; the compiler cannot follow an index by a type variable.
  const schema = fromConsole[name].answer as unknown as z.ZodType<AskAnswer<A>>
  const answer = schema.safeParse(raw)
  if (answer.success) return { kind: 'answered', answer: answer.data }
  const lost = z.object({ lost: z.string() }).safeParse(raw)
  return { kind: 'lost', why: lost.success ? lost.data.lost : 'unreadable answer' }
}
