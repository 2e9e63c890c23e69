import type { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Journal } from './journal/journal.ts'
import type { Log } from './log.ts'
import { diskFaultOf } from './store/diskFault.ts'
import type { Store } from './store/store.ts'

/** Keeps what came from outside and could not be read. `source` says who sent it, such as `console/desk-1`. */
export type Quarantine = (source: string, why: string, raw: unknown) => void

export const openQuarantineDoor =
  (store: Store, journal: Journal, clock: Clock, log: Log): Quarantine =>
  (source, why, raw) => {
    log('warn', 'unreadable', { source, why })
    const item = { at: clock.now(), source, why, raw: textOf(raw) }
    journal
      .write(() => store.quarantine.put(item), 'bulk')
      .catch((error: unknown) => {
        if (diskFaultOf(error) === null) log('error', 'quarantine', { source, why: String(error) })
      })
  }

const textOf = (raw: unknown): string => {
  if (typeof raw === 'string') return raw
  try {
    return JSON.stringify(raw) ?? String(raw)
  } catch {
    return String(raw)
  }
}

/** The first thing that a schema found wrong, for people. */
export const whyOf = (error: z.ZodError): string => {
  const issue = error.issues[0]
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'unreadable'
}
