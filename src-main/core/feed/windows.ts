import { z } from 'zod'
import {
  type CallAnswer,
  type Calls,
  calls,
  hadPush,
  type Push,
  type Pushes,
  toCore,
} from '../../../src-preload/contract/contract.ts'
import type { Log } from '../log.ts'
import type { Port } from '../port.ts'
import { isStoreFault } from '../store/trouble.ts'
import { type Credit, openCredit } from './credit.ts'

/** One renderer window's end of the contract. */
export type WindowEnd = {
  readonly id: string
  readonly port: Port
  /** Drawn at all, as the shell says: neither hidden nor minimised. */
  painting: boolean
  openCase: string | null
  /** It shows the workbench. */
  bench: boolean
  readonly credit: Credit
}

type CoreCall = { [C in keyof Calls]: Calls[C]['to'] extends 'core' ? C : never }[keyof Calls]

/** Who answers each call; derived from the contract, so that a new call fails to compile until it is here. */
export type Answers = {
  readonly [C in CoreCall]: (
    args: z.infer<Calls[C]['args']>,
    window: WindowEnd,
  ) => CallAnswer<C> | Promise<CallAnswer<C>>
}

const isCoreCall = (name: string): name is CoreCall =>
  Object.hasOwn(calls, name) && calls[name as keyof Calls].to === 'core'

/** A call that is not as agreed: refused, kept and counted. */
class NotAsAgreed extends Error {}

export const openWindows = (
  answers: Answers,
  greet: (window: WindowEnd) => void,
  log: Log,
  unreadable: (why: string, raw: unknown) => void,
) => {
  const windows = new Map<string, WindowEnd>()
  /** As shell said last, perhaps before the window's port came. */
  const painting = new Map<string, boolean>()

  const answer = async (window: WindowEnd, name: string, args: unknown): Promise<unknown> => {
    if (!isCoreCall(name)) throw new NotAsAgreed(`no such call: ${name.slice(0, 64)}`)
    const parsed = calls[name].args.safeParse(args)
    if (!parsed.success) throw new NotAsAgreed(`${name}: ${z.prettifyError(parsed.error).slice(0, 500)}`)
    // Schema and answer stand under the same name in two tables; the compiler cannot follow that.
    const run = answers[name] as (args: unknown, window: WindowEnd) => unknown
    return run(parsed.data, window)
  }

  const hear = (window: WindowEnd, message: unknown): void => {
    const had = hadPush.safeParse(message)
    if (had.success) {
      window.credit.had(had.data.had)
      return
    }
    const call = toCore.safeParse(message)
    if (!call.success) {
      unreadable('no call', message)
      return
    }
    const { n, name, args } = call.data
    answer(window, name, args).then(
      (value) => window.port.post({ n, answer: value }),
      (error: unknown) => {
        if (error instanceof NotAsAgreed) unreadable(error.message, args)
        else
          log('callFailed', { call: name.slice(0, 40), why: error instanceof Error ? error.name : 'unknown' })
        window.port.post({ n, failed: error instanceof Error ? error.message : String(error) })
        // Whoever asked is told; the store is gone for everybody.
        if (isStoreFault(error)) throw error
      },
    )
  }

  const gone = (window: WindowEnd) => {
    if (windows.get(window.id) === window) windows.delete(window.id)
  }

  return {
    add: (id: string, port: Port): void => {
      windows.get(id)?.port.close()
      const window: WindowEnd = {
        id,
        port,
        painting: painting.get(id) ?? true,
        openCase: null,
        bench: false,
        credit: openCredit((push, value) => port.post({ push, value })),
      }
      windows.set(id, window)
      port.onClose(() => gone(window))
      port.listen((message) => hear(window, message))
      greet(window)
    },
    remove: (id: string): void => {
      windows.get(id)?.port.close()
      windows.delete(id)
      painting.delete(id)
    },
    /** Answers the window where it is drawn again. */
    setPainting: (id: string, next: boolean): WindowEnd | null => {
      painting.set(id, next)
      const window = windows.get(id)
      if (!window) return null
      const isBack = next && !window.painting
      window.painting = next
      return isBack ? window : null
    },
    anyPainting: (): boolean => [...windows.values()].some((w) => w.painting),
    all: (): WindowEnd[] => [...windows.values()],
    push: <P extends Push>(name: P, value: Pushes[P]): void => {
      for (const window of windows.values()) window.credit.push(name, value)
    },
    close: (): void => {
      for (const window of windows.values()) window.port.close()
      windows.clear()
    },
  }
}
export type Windows = ReturnType<typeof openWindows>

export const pushTo = <P extends Push>(window: WindowEnd, name: P, value: Pushes[P]): void =>
  window.credit.push(name, value)
