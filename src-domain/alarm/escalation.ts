import type { Draft } from '../journal/kinds.ts'
import type { AlarmRow } from '../journal/rows.ts'
import { type Ms, second } from '../time.ts'
import type { EscalationCause } from './words.ts'

/** Who could hear: kept by the centre from the consoles' heartbeats. */
export type Attendance = {
  /** Workplaces that hear alarms of that municipality, where somebody is signed in, a window paints and sound is running. */
  readonly attended: (municipality: string) => number
  /** Since when the workplace has not been heard; null while it is there. */
  readonly goneSince: (workplaceId: string) => Ms | null
}

/**
 * Steps: 1 louder, 2 at all consoles, 3 the supervisor, 4 the fall-back hook. Ours, not from a source, within
 * the answer targets of 60 s and 180 s: until it is presented nobody can know of it, so those come fast.
 */
export const notPresentedSteps: readonly Ms[] = [5 * second, 15 * second, 30 * second, 60 * second]
export const notAnsweredSteps: readonly Ms[] = [30 * second, 60 * second, 120 * second, 180 * second]
export const lastStep = 4

/** The escalation that is due and not yet said; with no attended console it goes to the end at once. */
export const dueEscalation = (
  alarm: AlarmRow,
  watch: { readonly age: (at: Ms) => Ms; readonly attendance: Attendance },
): Draft[] => {
  const press = waitingPress(alarm)
  if (!press) return []
  const due = dueStep(alarm, press, watch)
  if (due.step <= alarm.escalationStep) return []
  return [{ kind: 'alarm.escalated', caseId: alarm.id, payload: due }]
}

/** The oldest press that nobody has acknowledged; an alarm that was returned waits with its newest. */
export const waitingPress = (alarm: AlarmRow): AlarmRow['presses'][number] | undefined => {
  if (alarm.state === 'closed') return undefined
  const open = alarm.presses.find((p) => p.acknowledgedBy === null)
  return open ?? (alarm.ownerId === null ? alarm.presses.at(-1) : undefined)
}

const dueStep = (
  alarm: AlarmRow,
  press: AlarmRow['presses'][number],
  watch: { readonly age: (at: Ms) => Ms; readonly attendance: Attendance },
): { step: number; cause: EscalationCause } => {
  const age = watch.age(press.receivedAt)
  const passed = (steps: readonly Ms[]) => steps.filter((after) => age >= after).length
  const presented = alarm.presentedAt.some((p) => p.pressId === press.id)
  if (presented) return { step: passed(notAnsweredSteps), cause: 'notAnswered' }
  if (watch.attendance.attended(alarm.municipality) === 0)
    return { step: lastStep, cause: 'noAttendedConsole' }
  return { step: passed(notPresentedSteps), cause: 'notPresented' }
}
