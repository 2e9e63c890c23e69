import { MessageChannelMain, type MessagePortMain } from 'electron'
import { diskAfter, madeWay } from '../../core/exits.ts'
import { type FromShell, type ToShell, toShell } from '../../core/messages.ts'
import type { Desk } from '../desk.ts'
import type { Graphics } from '../machine/graphics.ts'
import { keepAlive } from './keepAlive.ts'

export type CoreState = { readonly state: 'starting' | 'running' | 'restarting'; readonly restarts: number }

type CoreWanted = {
  readonly entry: string
  /** What core is to work with. The process starts meanwhile: that takes longer than to find out. */
  readonly desk: Promise<Pick<Desk, 'config' | 'session' | 'key'>>
  readonly graphics: Graphics
  readonly onMessage: (message: ToShell) => void
  readonly onState: (state: CoreState) => void
  readonly onUnreadable: (what: string) => void
  readonly onDeath: (death: { code: number; inARow: number }) => void
}

/** Somebody at the other end of a port: a console window, or the sound. */
type End = { readonly hello: FromShell; readonly give: (port: MessagePortMain) => void }

/**
 * The core process and who is joined to it. A port dies with core; everyone who was joined gets a new one when core is
 * ready again, and core begins each port with the whole state.
 */
export const startCore = (wanted: CoreWanted) => {
  const ends = new Map<string, End>()
  /** How those before it ended. */
  const died: { at: number; code: number }[] = []
  const painting = new Map<string, boolean>()
  let now: CoreState = { state: 'starting', restarts: 0 }
  let { graphics } = wanted

  const say = (state: CoreState): void => {
    now = state
    wanted.onState(state)
  }
  const tell = (message: FromShell, ports: MessagePortMain[] = []): void => kept.post(message, ports)

  const join = (end: End): void => {
    const { port1, port2 } = new MessageChannelMain()
    tell(end.hello, [port1])
    end.give(port2)
  }

  const hear = (message: ToShell): void => {
    if (message.kind === 'ready') {
      say({ state: 'running', restarts: now.restarts })
      for (const end of ends.values()) join(end)
      for (const [windowId, seen] of painting) tell({ kind: 'visible', windowId, painting: seen })
    }
    wanted.onMessage(message)
  }

  const kept = keepAlive({
    name: 'Vaktrom core',
    entry: wanted.entry,
    args: () => [],
    onStart: (post, restarts) => {
      void wanted.desk.then(({ config, session, key }) => {
        const first: FromShell = {
          kind: 'start',
          config: { ...config, graphics, storeKey: key.now() },
          session: session.now(),
          restarts,
          disk: diskAfter(died, performance.now()),
          key: key.standing(),
        }
        post(first)
      })
    },
    onMessage: (message) => {
      const parsed = toShell.safeParse(message)
      if (parsed.success) hear(parsed.data)
      else wanted.onUnreadable(`message of core: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
    },
    atOnce: madeWay,
    onDeath: ({ code, restarts, inARow }) => {
      died.push({ at: performance.now(), code })
      say({ state: 'restarting', restarts })
      wanted.onDeath({ code, inARow })
    },
  })

  return {
    state: (): CoreState => now,
    pid: kept.pid,
    /** Called whenever a page says that it listens; the same `windowId` again replaces its port. */
    joinWindow: (windowId: string, give: End['give']): void => {
      const end: End = { hello: { kind: 'window', windowId }, give }
      ends.set(`window ${windowId}`, end)
      if (now.state === 'running') join(end)
    },
    joinSound: (give: End['give']): void => {
      const end: End = { hello: { kind: 'sound' }, give }
      ends.set('sound', end)
      if (now.state === 'running') join(end)
    },
    /** The end of a line that it asked for; one that has died meanwhile asks again. */
    joinDongle: (port: MessagePortMain): void => tell({ kind: 'dongle' }, [port]),
    leaveWindow: (windowId: string): void => {
      painting.delete(windowId)
      if (ends.delete(`window ${windowId}`) && now.state === 'running') tell({ kind: 'windowGone', windowId })
    },
    visible: (windowId: string, seen: boolean): void => {
      if (painting.get(windowId) === seen) return
      painting.set(windowId, seen)
      if (now.state === 'running') tell({ kind: 'visible', windowId, painting: seen })
    },
    graphics: (mode: Graphics): void => {
      graphics = mode
      tell({ kind: 'graphics', mode })
    },
    /** The system's own screen was locked. */
    lock: (): void => tell({ kind: 'lock' }),
    keyKept: (key: string): void => tell({ kind: 'keyKept', key }),
    woke: (): void => tell({ kind: 'woke' }),
    stop: (): Promise<void> => kept.stop({ kind: 'stop' } satisfies FromShell, 5_000),
  }
}
export type Core = ReturnType<typeof startCore>
