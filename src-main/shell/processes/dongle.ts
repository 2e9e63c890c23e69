import { MessageChannelMain, type MessagePortMain } from 'electron'
import { madeWay } from '../../dongle/exits.ts'
import type { FromShell } from '../../dongle/messages.ts'
import { type KeptAlive, keepAlive, type Post } from './keepAlive.ts'

type DongleWanted = {
  readonly entry: string
  /** Core's end of the line to it. */
  readonly give: (port: MessagePortMain) => void
  readonly onDeath: (death: { code: number; inARow: number }) => void
}

/** What breaks in a callback of the library's native parts ends the process too: Node only warns of it otherwise. */
const brokenIsBroken = ['--force-node-api-uncaught-exceptions-policy=true']

/** A wipe that has begun is seen through, ms: as long as a lock may take for it. */
const wipeWithin = 12_000

/**
 * The dongle's process, as long as core wants it. Core and dongle are joined by a line of their own, anew whenever
 * either of them is started again.
 */
export const openDongle = ({ entry, give, onDeath }: DongleWanted) => {
  let kept: KeptAlive | null = null
  let joined = false

  const join = (post: Post): void => {
    const { port1, port2 } = new MessageChannelMain()
    post({ kind: 'core' } satisfies FromShell, [port1])
    give(port2)
    joined = true
  }
  const start = (): KeptAlive =>
    keepAlive({
      name: 'Vaktrom dongle',
      entry,
      args: () => [],
      flags: brokenIsBroken,
      onStart: join,
      // It talks to core alone.
      onMessage: () => undefined,
      onDeath: ({ code, inARow }) => {
        joined = false
        // An adapter was pulled out or another one chosen: it has not died.
        if (!madeWay(code)) onDeath({ code, inARow })
      },
    })
  const stop = async (): Promise<void> => {
    const last = kept
    kept = null
    joined = false
    await last?.stop({ kind: 'stop' } satisfies FromShell, wipeWithin)
  }

  return {
    pid: (): number | undefined => kept?.pid(),
    wanted: (now: boolean): void => {
      if (!now) void stop()
      else if (kept === null) kept = start()
      else if (!joined) join(kept.post)
    },
    /** Core was started again: it will say anew whether it wants it. */
    coreAgain: (): void => {
      joined = false
    },
    stop,
  }
}
