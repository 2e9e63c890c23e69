import type { Attendance } from '../src-domain/alarm/escalation.ts'
import { type Ms, second } from '../src-domain/time.ts'
import { hearsAlarmsOf, type Reader } from '../src-domain/wire/mayRead.ts'
import type { AskArgs } from '../src-domain/wire/protocol.ts'
import type { CentreClock } from './clock.ts'

/** A console says once a second that it lives; this long without a word and it counts for nobody. */
const heardWithin: Ms = 5 * second
/** After a restart of the centre its consoles need a moment to come back before everybody is woken. */
const returnGrace: Ms = 10 * second

export type AttendanceBook = {
  readonly alive: (workplaceId: string, word: AskArgs<'alive'>, reader: Reader) => void
  readonly gone: (workplaceId: string) => void
  /** As far as the console has acknowledged that it is on its disk. */
  readonly stored: (workplaceId: string, seq: number) => void
  /** The centre itself was not there for a while: its consoles get their moment to be heard again. */
  readonly again: () => void
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

/** `at` for people and the journal, `mono` for how long ago that is. */
type Heard = {
  readonly at: Ms
  readonly mono: Ms
  readonly word: AskArgs<'alive'> | null
  readonly reader: Reader | null
}

/** Who could hear an alarm now, by the consoles' own heartbeats. */
export const openAttendance = ({ now, mono }: Pick<CentreClock, 'now' | 'mono'>): AttendanceBook => {
  let begun = { at: now(), mono: mono() }
  const heard = new Map<string, Heard>()
  const isFresh = (last: Heard): boolean => mono() - last.mono <= heardWithin
  const hears = (last: Heard): boolean =>
    last.word?.painting === true && last.word.sounding && last.word.attended && isFresh(last)
  const reached = new Map<string, number>()
  const attended = (municipality: string) =>
    [...heard.values()].filter(
      (one) => one.reader !== null && hearsAlarmsOf(one.reader, municipality) && hears(one),
    ).length
  return {
    alive: (workplaceId, word, reader) =>
      void heard.set(workplaceId, { at: now(), mono: mono(), word, reader }),
    gone: (workplaceId) =>
      void heard.set(workplaceId, {
        at: now(),
        mono: mono(),
        reader: null,
        ...heard.get(workplaceId),
        word: null,
      }),
    again: () => {
      begun = { at: now(), mono: mono() }
    },
    stored: (workplaceId, seq) => void reached.set(workplaceId, seq),
    consoles: () =>
      [...heard].map(([workplaceId, last]) => ({
        workplaceId,
        attended: hears(last),
        heardAt: last.at,
        storedSeq: reached.get(workplaceId) ?? 0,
      })),
    now: () => ({
      attended: (municipality) => Math.max(attended(municipality), mono() - begun.mono < returnGrace ? 1 : 0),
      goneSince: (workplaceId) => {
        const last = heard.get(workplaceId)
        if (!last) return begun.at
        return last.word !== null && isFresh(last) ? null : last.at
      },
    }),
  }
}
