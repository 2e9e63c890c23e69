import { RadioFault, type RadioFaultCode } from './radio.ts'

/** What ends all waiting at once: a lost link, a pulled adapter. */
export type Ending = {
  readonly ended: () => RadioFaultCode | null
  readonly onEnd: (listener: (code: RadioFaultCode) => void) => () => void
}

/** An ending that has not come yet, and the call that brings it; only the first counts. */
export const openEnding = (): Ending & { readonly end: (code: RadioFaultCode) => void } => {
  let ended: RadioFaultCode | null = null
  const listeners = new Set<(code: RadioFaultCode) => void>()
  return {
    ended: () => ended,
    onEnd: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    end: (code) => {
      if (ended !== null) return
      ended = code
      for (const listener of listeners) listener(code)
      listeners.clear()
    },
  }
}

/**
 * The work's result, or a fault after `within` ms, or at once when `ending` comes: after a lost link the library's own
 * promises may never settle. What the work throws is thrown on.
 */
export const byDeadline = async <T>(
  what: string,
  within: number,
  ending: Ending,
  work: () => Promise<T>,
): Promise<T> => {
  const already = ending.ended()
  if (already !== null) throw new RadioFault(already, what)
  const stop = Promise.withResolvers<never>()
  const timer = setTimeout(() => stop.reject(new RadioFault('silent', what)), within)
  const forget = ending.onEnd((code) => stop.reject(new RadioFault(code, what)))
  try {
    return await Promise.race([work(), stop.promise])
  } finally {
    clearTimeout(timer)
    forget()
  }
}
