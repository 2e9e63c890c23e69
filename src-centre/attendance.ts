import type { Attendance } from '../src-domain/alarm/escalation.ts'
import { type Ms, second } from '../src-domain/time.ts'
import type { AskArgs } from '../src-domain/wire/protocol.ts'

/** A console says once a second that it lives; this long without a word and it counts for nobody. */
const heardWithin: Ms = 5 * second
/** After a restart of the centre its consoles need a moment to come back before everybody is woken. */
const returnGrace: Ms = 10 * second

export type AttendanceBook = {
  readonly alive: (workplaceId: string, word: AskArgs<'alive'>) => void
  readonly gone: (workplaceId: string) => void
  /** As far as the console has acknowledged that it is on its disk. */
  readonly stored: (workplaceId: string, seq: number) => void
  readonly now: () => Attendance
  /** For whoever looks after the service. */
  readonly consoles: () => readonly Watched[]
}
export type Watched = {
  readonly workplaceId: string
  readonly attended: boolean
  readonly heardAt: Ms
  readonly storedSeq: number
}

type Heard = { readonly at: Ms; readonly word: AskArgs<'alive'> | null }

/** Who could hear an alarm now, by the consoles' own heartbeats. */
export const openAttendance = (now: () => Ms): AttendanceBook => {
  const begun = now()
  const heard = new Map<string, Heard>()
  const hears = ({ at, word }: Heard): boolean =>
    word?.painting === true && word.sounding && word.attended && now() - at <= heardWithin
  const reached = new Map<string, number>()
  const attended = () => [...heard.values()].filter(hears).length
  return {
    alive: (workplaceId, word) => void heard.set(workplaceId, { at: now(), word }),
    gone: (workplaceId) =>
      void heard.set(workplaceId, { at: heard.get(workplaceId)?.at ?? now(), word: null }),
    stored: (workplaceId, seq) => void reached.set(workplaceId, seq),
    consoles: () =>
      [...heard].map(([workplaceId, last]) => ({
        workplaceId,
        attended: hears(last),
        heardAt: last.at,
        storedSeq: reached.get(workplaceId) ?? 0,
      })),
    now: () => ({
      attended: Math.max(attended(), now() - begun < returnGrace ? 1 : 0),
      goneSince: (workplaceId) => {
        const last = heard.get(workplaceId)
        if (!last) return begun
        return last.word !== null && now() - last.at <= heardWithin ? null : last.at
      },
    }),
  }
}
