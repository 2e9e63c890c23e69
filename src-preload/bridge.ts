import { z } from 'zod'
import { type CorePort, openAsking } from './asking.ts'
import type { Bridge, Call, CallAnswer, CallArgs, Heard, Push } from './contract/contract.ts'
import { calls, fromCore, hadPush, pushes, shellPushes } from './contract/contract.ts'
import { heldPushes } from './held.ts'

/** What the bridge needs of its surroundings; the preload gives it Electron's, a test its own. */
export type Outside = {
  /** Has shell answer a call. */
  readonly askShell: (name: Call, args: unknown) => Promise<unknown>
  /** Asks shell for a port to core; it comes through `onPort`, now and after each restart of core. */
  readonly connect: () => void
  readonly later: (run: () => void, ms: number) => () => void
}

/**
 * `window.vaktrom`, derived from the contract. The port to core is asked for in the task after the first `on`, when
 * every part of the page has had its turn to subscribe; core begins each port with the whole state (`reset`).
 * What comes for a name that nobody listens to yet is held for its first listener.
 */
export const openBridge = (outside: Outside) => {
  const listeners = new Map<keyof Heard, Set<(value: never) => void>>()
  const unreadable = { count: 0, latest: null as string | null }
  const held = heldPushes()
  const asking = openAsking(outside.later)
  let core: Heard['core']['state'] = 'starting'
  let restarts = 0
  let health: Heard['health'] | null = null
  let asked = false

  const connectSoon = (): void => {
    if (asked) return
    asked = true
    outside.later(outside.connect, 0)
  }

  const deliver = <P extends keyof Heard>(name: P, value: Heard[P]): void => {
    const hearing = listeners.get(name)
    if (hearing === undefined || hearing.size === 0) held.keep(name, value)
    else for (const listener of hearing) (listener as (value: Heard[P]) => void)(value)
  }

  /** Core cannot say that it is gone, nor count what was lost on the way here. */
  const stamped = (value: Heard['health']): Heard['health'] => ({
    ...value,
    core,
    coreRestarts: restarts,
    unreadable: {
      count: value.unreadable.count + unreadable.count,
      latest: unreadable.latest ?? value.unreadable.latest,
    },
  })
  const sayCore = (): void => {
    deliver('core', { state: core, restarts, unreadable: { ...unreadable } })
    if (health !== null) deliver('health', stamped(health))
  }
  const notUnderstood = (where: string, why: string): void => {
    unreadable.count += 1
    unreadable.latest = `${where}: ${why}`
    sayCore()
  }

  const hear = (data: unknown): void => {
    const message = fromCore.safeParse(data)
    if (!message.success) notUnderstood('message', faultOf(message.error))
    else if ('push' in message.data) hearPush(message.data.push, message.data.value)
    else if (!asking.settle(message.data.n, message.data)) {
      notUnderstood('answer', `to no call ${message.data.n}`)
    }
  }

  const hearPush = (name: string, value: unknown): void => {
    const parsed = isPush(name) ? pushes[name].safeParse(value) : null
    if (parsed === null) notUnderstood('push', `unknown name ${name.slice(0, 40)}`)
    else if (!parsed.success) notUnderstood(name, faultOf(parsed.error))
    else if (name === 'health') {
      health = parsed.data as Heard['health']
      deliver('health', stamped(health))
    } else deliver(name as Push, parsed.data as Heard[Push])
  }

  const askCore = (name: Call, args: unknown): Promise<unknown> => {
    if (core === 'restarting') return Promise.reject(new Error(`${name}: core is being started again`))
    connectSoon()
    return asking.ask(name, args)
  }

  const call = async <C extends Call>(name: C, args: CallArgs<C>): Promise<CallAnswer<C>> => {
    if (!Object.hasOwn(calls, name)) throw new Error(`${String(name)}: no such call`)
    const shape = calls[name]
    const agreed = shape.args.safeParse(args)
    if (!agreed.success) throw new Error(`${name}: arguments not as agreed: ${faultOf(agreed.error)}`)
    const said = await (shape.to === 'shell'
      ? outside.askShell(name, agreed.data)
      : askCore(name, agreed.data))
    const answer = shape.answer.safeParse(said)
    if (!answer.success) {
      notUnderstood(`answer to ${name}`, faultOf(answer.error))
      throw new Error(`${name}: the answer could not be read`)
    }
    return answer.data as CallAnswer<C>
  }

  const on = <P extends keyof Heard>(name: P, listener: (value: Heard[P]) => void): (() => void) => {
    if (!Object.hasOwn(pushes, name) && !Object.hasOwn(shellPushes, name)) {
      throw new Error(`${String(name)}: no such push`)
    }
    const hearing = listeners.get(name) ?? new Set()
    listeners.set(name, hearing)
    hearing.add(listener)
    const kept = held.take(name)
    // Too much came before anybody listened: ask for everything anew rather than show a part.
    if (kept === 'overflown') outside.connect()
    else for (const value of kept) listener(value as Heard[P])
    connectSoon()
    return () => {
      hearing.delete(listener)
    }
  }

  const bridge: Bridge = { call, on }
  return {
    bridge,
    onPort: (fresh: CorePort): void => {
      core = 'running'
      fresh.listen((data) => {
        try {
          hear(data)
        } finally {
          // Behind what the page has to do for it now, and also where a listener broke over it: core waits for it.
          const push = pushed.safeParse(data)
          if (push.success) outside.later(() => fresh.post({ had: push.data.push }), 0)
        }
      })
      asking.usePort(fresh)
      sayCore()
    },
    onCore: (message: unknown): void => {
      const parsed = shellPushes.core.omit({ unreadable: true }).safeParse(message)
      if (parsed.success) {
        core = parsed.data.state
        restarts = parsed.data.restarts
        if (core === 'restarting') asking.losePort()
        sayCore()
      } else notUnderstood('core', faultOf(parsed.error))
    },
    onVault: (message: unknown): void => {
      const parsed = shellPushes.vault.safeParse(message)
      if (parsed.success) deliver('vault', parsed.data)
      else notUnderstood('vault', faultOf(parsed.error))
    },
    onShow: (message: unknown): void => {
      const parsed = shellPushes.show.safeParse(message)
      if (parsed.success) deliver('show', parsed.data)
      else notUnderstood('show', faultOf(parsed.error))
    },
  }
}

/** A push of ours, whatever is in it. */
const pushed = z.object({ push: hadPush.shape.had })

const isPush = (name: string): name is Push => Object.hasOwn(pushes, name)

/** The place and kind of the first fault, without the value: values may be personal. */
const faultOf = (error: z.ZodError): string => {
  const [issue] = error.issues
  return issue === undefined ? 'unreadable' : `${issue.path.join('.') || '(whole)'}: ${issue.code}`
}
