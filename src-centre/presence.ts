import { type Ms, second } from '../src-domain/time.ts'
import type { FromCentre } from '../src-domain/wire/protocol.ts'
import type { AttendanceBook } from './attendance.ts'
import { type Clock, every } from './clock.ts'
import type { SignIn } from './signIn.ts'

/** How late it may be seen that a session ended or that a console fell silent. */
const lookEvery: Ms = second

/** Which person has which case open at which console, as of now: in memory alone, and in no journal. */
export type PresenceBook = {
  readonly look: (workplaceId: string, session: string | null, cases: readonly string[]) => void
  readonly gone: (workplaceId: string) => void
  readonly now: () => FromCentre['presence']
  readonly onChanged: (listener: () => void) => () => void
  readonly close: () => void
}

type Looking = { readonly session: string; readonly cases: readonly string[] }

/** Counted is whoever is signed in there, at a console that is heard: nobody is shown to be where nobody is. */
export const openPresence = (
  signIn: Pick<SignIn, 'session'>,
  attendance: Pick<AttendanceBook, 'now'>,
  clock: Clock,
): PresenceBook => {
  const looking = new Map<string, Looking>()
  const listeners = new Set<() => void>()
  let told: FromCentre['presence'] = { open: [] }

  const seen = (): FromCentre['presence']['open'] => {
    const { goneSince } = attendance.now()
    return [...looking].flatMap(([workplaceId, { session, cases }]) => {
      const who = signIn.session(workplaceId, session)
      if (!who.ok || goneSince(workplaceId) !== null) return []
      return cases.map((caseId) => ({ caseId, personId: who.value.person.id, workplaceId }))
    })
  }
  const review = () => {
    const open = looking.size === 0 ? [] : seen()
    if (JSON.stringify(open) === JSON.stringify(told.open)) return
    told = { open }
    for (const listener of listeners) listener()
  }
  const stop = every(clock, lookEvery, review)
  return {
    look: (workplaceId, session, cases) => {
      if (session === null || cases.length === 0) looking.delete(workplaceId)
      else looking.set(workplaceId, { session, cases })
      review()
    },
    gone: (workplaceId) => {
      if (looking.delete(workplaceId)) review()
    },
    now: () => told,
    onChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: stop,
  }
}
