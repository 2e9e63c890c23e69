import type { z } from 'zod'
import type { Bridge, Call, CallAnswer, CallArgs, Heard, Push } from './contract/contract.ts'
import { calls, fromCore, pushes, shellPushes } from './contract/contract.ts'
import { heldPushes } from './held.ts'

/** What the bridge needs of its surroundings; the preload gives it Electron's, a test its own. */
export type Outside = {
  /** Has shell answer a call. */
  readonly askShell: (name: Call, args: unknown) => Promise<unknown>
  /** Asks shell for a port to core; it comes through `onPort`, now and after each restart of core. */
  readonly connect: () => void
  readonly later: (run: () => void, ms: number) => () => void
}

/** The line to core: the web's `MessagePort` in the preload. */
export type CorePort = {
  readonly post: (message: unknown) => void
  readonly listen: (listener: (message: unknown) => void) => void
  readonly close: () => void
}

type Pending = {
  readonly name: Call
  readonly settle: (message: { answer: unknown } | { failed: string }) => void
}

/** Core answers from memory or disk; one that takes longer than this is not well, and the screen should say so. */
const answerWithin = 15_000

/**
 * `window.vaktrom`, derived from the contract. The port to core is asked for in the task after the first `on`, when
 * every part of the page has had its turn to subscribe; core begins each port with the whole state (`reset`).
 * What comes for a name that nobody listens to yet is held for its first listener.
 */
export const openBridge = (outside: Outside) => {
  const listeners = new Map<keyof Heard, Set<(value: never) => void>>()
  const pending = new Map<number, Pending>()
  const unreadable = { count: 0, latest: null as string | null }
  const held = heldPushes()
  let waiting: { n: number; name: Call; args: unknown }[] = []
  let core: Heard['core']['state'] = 'starting'
  let restarts = 0
  let health: Heard['health'] | null = null
  let port: CorePort | null = null
  let asked = false
  let n = 0

  const connectSoon = (): void => {
    if (asked) return
    asked = true
    outside.later(outside.connect, 0)
  }

  const deliver = <P extends keyof Heard>(name: P, value: Heard[P]): void => {
    const hearing = listeners.get(name)
    if (hearing === undefined || hearing.size === 0) {
      held.keep(name, value)
      return
    }
    for (const listener of hearing) (listener as (value: Heard[P]) => void)(value)
  }

  const sayCore = (): void => {
    deliver('core', { state: core, restarts, unreadable: { ...unreadable } })
    if (health !== null) deliver('health', stamped(health))
  }
  const stamped = (value: Heard['health']): Heard['health'] => ({
    ...value,
    core,
    coreRestarts: restarts,
    unreadable: {
      count: value.unreadable.count + unreadable.count,
      latest: unreadable.latest ?? value.unreadable.latest,
    },
  })

  const notUnderstood = (where: string, why: string): void => {
    unreadable.count += 1
    unreadable.latest = `${where}: ${why}`
    sayCore()
  }

  const hear = (data: unknown): void => {
    const message = fromCore.safeParse(data)
    if (!message.success) return notUnderstood('message', faultOf(message.error))
    if ('push' in message.data) return hearPush(message.data.push, message.data.value)
    const call = pending.get(message.data.n)
    if (call === undefined) return notUnderstood('answer', `to no call ${message.data.n}`)
    call.settle(message.data)
  }

  const hearPush = (name: string, value: unknown): void => {
    if (!isPush(name)) return notUnderstood('push', `unknown name ${name.slice(0, 40)}`)
    const parsed = pushes[name].safeParse(value)
    if (!parsed.success) return notUnderstood(name, faultOf(parsed.error))
    if (name === 'health') {
      health = parsed.data as Heard['health']
      return deliver('health', stamped(health))
    }
    deliver(name, parsed.data as Heard[typeof name])
  }

  const dropPort = (why: string): void => {
    port?.close()
    port = null
    for (const call of [...pending.values()]) call.settle({ failed: why })
  }

  const askCore = (name: Call, args: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (core === 'restarting') return reject(new Error(`${name}: core is being started again`))
      n += 1
      const mine = n
      const settle = (message: { answer: unknown } | { failed: string }): void => {
        pending.delete(mine)
        waiting = waiting.filter((one) => one.n !== mine)
        forget()
        if ('failed' in message) reject(new Error(`${name}: ${message.failed}`))
        else resolve(message.answer)
      }
      const forget = outside.later(() => settle({ failed: 'no answer in time' }), answerWithin)
      pending.set(mine, { name, settle })
      if (port === null) waiting.push({ n: mine, name, args })
      else port.post({ n: mine, name, args })
      connectSoon()
    })

  const call = async <C extends Call>(name: C, args: CallArgs<C>): Promise<CallAnswer<C>> => {
    if (!Object.hasOwn(calls, name)) throw new Error(`${String(name)}: no such call`)
    const shape = calls[name]
    const asking = shape.args.safeParse(args)
    if (!asking.success) throw new Error(`${name}: arguments not as agreed: ${faultOf(asking.error)}`)
    const said = await (shape.to === 'shell' ? outside.askShell(name, asking.data) : askCore(name, asking.data))
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
    return () => void hearing.delete(listener)
  }

  const bridge: Bridge = { call, on }
  return {
    bridge,
    onPort: (fresh: CorePort): void => {
      dropPort('core was started again')
      port = fresh
      core = 'running'
      fresh.listen(hear)
      for (const one of waiting.splice(0)) fresh.post(one)
      sayCore()
    },
    onCore: (message: unknown): void => {
      const parsed = shellPushes.core.omit({ unreadable: true }).safeParse(message)
      if (!parsed.success) return notUnderstood('core', faultOf(parsed.error))
      core = parsed.data.state
      restarts = parsed.data.restarts
      if (core === 'restarting') dropPort('core is being started again')
      sayCore()
    },
    onShow: (message: unknown): void => {
      const parsed = shellPushes.show.safeParse(message)
      if (parsed.success) deliver('show', parsed.data)
      else notUnderstood('show', faultOf(parsed.error))
    },
  }
}

const isPush = (name: string): name is Push => Object.hasOwn(pushes, name)

/** The place and kind of the first fault, without the value: values may be personal. */
const faultOf = (error: z.ZodError): string => {
  const [issue] = error.issues
  return issue === undefined ? 'unreadable' : `${issue.path.join('.') || '(whole)'}: ${issue.code}`
}
