import { dueDrafts } from '../src-domain/alarm/timers.ts'
import { type Ms, minute, second } from '../src-domain/time.ts'
import type { AttendanceBook } from './attendance.ts'
import { type CentreClock, every } from './clock.ts'
import { centreSays, type Journal } from './journal/journal.ts'
import { faultWords, type Log } from './log.ts'
import { standingOf } from './standing.ts'
import { diskFaultOf } from './store/diskFault.ts'
import { newId, type Store } from './store/store.ts'

/** How late an escalation may come: the shortest of them waits 5 s. */
const lookEvery: Ms = 500
/** Looks that came so late were not late: nothing ran at all meanwhile. */
const stopped: Ms = 5 * second
const settling: Ms = 2 * second
/** A synthetic test alarm walks the whole path this often. */
const probeEvery: Ms = 60 * second
/** A controller sends an alarm again within seconds; a reference that comes back later is another press. */
export const pressRemembered: Ms = 15 * minute

export type Timers = { readonly close: () => void }
export type TimersPort = {
  readonly centreId: string
  readonly clock: CentreClock
  readonly log: Log
  readonly store: Store
  readonly journal: Journal
  readonly attendance: AttendanceBook
}

/** What the clock alone makes true. The rules are the domain's; here they are asked again and again. */
export const startTimers = ({ centreId, clock, log, store, journal, attendance }: TimersPort): Timers => {
  const say = (what: string, job: (now: Ms) => void) =>
    void journal
      .write(() => job(clock.now()))
      .catch((error: unknown) => {
        // Said once by the journal, and not twice a second for as long as the disk is full.
        if (diskFaultOf(error) === null) log('error', 'fault', { name: what, ...faultWords(error) })
      })

  const due = (now: Ms) =>
    dueDrafts({
      now,
      age: clock.since,
      alarms: store.rows.openAlarms(),
      dispatches: store.rows.dispatchesOfOpenAlarms(),
      grants: store.rows.openGrants(),
      standing: (grant) => standingOf(store, grant),
      attendance: attendance.now(),
    })
  let lookedAt = clock.mono()
  let settledAt: Ms | null = null
  /**
   * After a stop (its machine slept, its process was held) it first hears what waits at its lines: once, so that one
   * whose every look comes late, as on a slow disk, still escalates.
   */
  const isBack = (): boolean => {
    const mono = clock.mono()
    const gap = mono - lookedAt
    lookedAt = mono
    if (gap > stopped) {
      log('warn', 'stopped', { ms: Math.round(gap) })
      if (settledAt === null) {
        attendance.again()
        settledAt = mono + settling
      }
    }
    if (settledAt !== null && mono < settledAt) return false
    settledAt = null
    return true
  }
  const look = () => {
    if (!isBack() || due(clock.now()).length === 0) return
    // Asked again where it is written: what came meanwhile may have settled it.
    say('timers', (now) => journal.append(due(now), centreSays(now, centreId)))
  }
  const probe = () =>
    say('probe', (now) =>
      journal.append(
        [{ kind: 'probe.raised', caseId: null, payload: { probeId: newId() } }],
        centreSays(now, centreId),
      ),
    )
  const forget = () => say('forget', (now) => store.seen.forgetPresses(now - pressRemembered))

  probe()
  // A console that has just come does not wait a minute for the proof that it hears.
  const welcomed = journal.onPublished(({ entries }) => {
    if (entries.some((e) => e.kind === 'workplace.connected')) probe()
  })
  const stops = [
    welcomed,
    every(clock, lookEvery, look),
    every(clock, probeEvery, probe),
    every(clock, pressRemembered, forget),
  ]
  return {
    close: () => {
      for (const stop of stops) stop()
    },
  }
}
