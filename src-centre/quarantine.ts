import type { z } from 'zod'
import { outlineText, rawText } from '../src-domain/wire/raw.ts'
import type { Clock } from './clock.ts'
import type { Journal } from './journal/journal.ts'
import { faultWords, type Log } from './log.ts'
import { diskFaultOf } from './store/diskFault.ts'
import { rawKept } from './store/quarantine.ts'
import type { Store } from './store/store.ts'

/** Keeps what came from outside and could not be read. `source` says who sent it, such as `console/desk-1`. */
export type Quarantine = (source: string, why: string, raw: unknown) => void

export const openQuarantineDoor =
  (store: Store, journal: Journal, clock: Clock, log: Log): Quarantine =>
  (source, why, raw) => {
    log('warn', 'unreadable', { source, why })
    const item = { at: clock.now(), source, why, raw: textOf(source, raw) }
    journal
      .write(() => store.quarantine.put(item), 'bulk')
      .catch((error: unknown) => {
        if (diskFaultOf(error) === null) log('error', 'quarantine', { source, ...faultWords(error) })
      })
  }

/**
 * An alarm receiver's words are somebody's call for help and are kept whole. What consoles, phones and platforms send
 * holds session tokens, PINs and residents' names: of that only its outline.
 */
const textOf = (source: string, raw: unknown): string =>
  source === 'intake' || source.startsWith('intake/') ? rawText(raw, rawKept) : outlineText(raw, rawKept)

/** The first thing that a schema found wrong, for people. */
export const whyOf = (error: z.ZodError): string => {
  const issue = error.issues[0]
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'unreadable'
}
