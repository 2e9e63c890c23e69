import type { Call } from './contract/contract.ts'

/** The line to core: the web's `MessagePort` in the preload. */
export type CorePort = {
  readonly post: (message: unknown) => void
  readonly listen: (listener: (message: unknown) => void) => void
  readonly close: () => void
}

type Outcome = { readonly answer?: unknown } | { readonly failed: string }
type Later = (run: () => void, ms: number) => () => void

/** Core answers from memory or disk; one that takes longer than this is not well, and the screen should say so. */
const answerWithin = 15_000

/** Calls to core that are under way. Each settles once: by an answer, by the loss of its port, or in time. */
export const openAsking = (later: Later) => {
  const pending = new Map<number, (outcome: Outcome) => void>()
  /** Asked before there was a port. */
  let waiting: { readonly n: number; readonly name: Call; readonly args: unknown }[] = []
  let port: CorePort | null = null
  let n = 0

  return {
    ask: (name: Call, args: unknown): Promise<unknown> =>
      new Promise((resolve, reject) => {
        n += 1
        const mine = n
        const settle = (outcome: Outcome): void => {
          pending.delete(mine)
          waiting = waiting.filter((one) => one.n !== mine)
          forget()
          if ('failed' in outcome) reject(new Error(`${name}: ${outcome.failed}`))
          else resolve(outcome.answer)
        }
        const forget = later(() => settle({ failed: 'no answer in time' }), answerWithin)
        pending.set(mine, settle)
        if (port === null) waiting.push({ n: mine, name, args })
        else port.post({ n: mine, name, args })
      }),
    /** False when no such call is under way. */
    settle: (of: number, outcome: Outcome): boolean => {
      const settle = pending.get(of)
      settle?.(outcome)
      return settle !== undefined
    },
    /** What was sent over the port before fails, for nobody will answer it; what waited is sent over this one. */
    usePort: (fresh: CorePort): void => {
      port?.close()
      port = fresh
      const unsent = new Set(waiting.map((one) => one.n))
      for (const [of, settle] of pending) if (!unsent.has(of)) settle({ failed: 'core was started again' })
      for (const one of waiting.splice(0)) fresh.post(one)
    },
    losePort: (): void => {
      port?.close()
      port = null
      for (const settle of pending.values()) settle({ failed: 'core is being started again' })
    },
  }
}
