import { allowedActions } from '../../../src-domain/alarm/actions.ts'
import { waitingPress } from '../../../src-domain/alarm/escalation.ts'
import { personalWords } from '../../../src-domain/journal/read.ts'
import type { AlarmRow } from '../../../src-domain/journal/rows.ts'
import { isLate } from '../../../src-domain/time.ts'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { type Desk, isHeld, personOf } from './desk.ts'
import { addressOf, ageIn, blockAddress } from './places.ts'

/** One row of the queue. Names, addresses and the place on the map are left out while nobody may see them. */
export const alarmItemOf = (desk: Desk, row: AlarmRow): AlarmItem => {
  const who = desk.who()
  const resident = desk.places.one('resident', row.residentId)
  const home = desk.places.one('home', row.homeId ?? resident?.homeId ?? null)
  const newest = row.presses.at(-1)
  return {
    caseId: row.id,
    pressId: newest?.id ?? row.id,
    alarmKind: row.alarmKind,
    priority: row.priority,
    state: row.state,
    group: groupOf(row, who?.personId ?? null),
    resident: who && resident ? { name: resident.name, age: ageIn(resident.birthYear, desk.now()) } : null,
    address: who && home ? (row.incident ? blockAddress(home) : addressOf(home)) : null,
    district: home?.district ?? null,
    position: who ? (home?.position ?? null) : null,
    raisedAt: row.raisedAt,
    arrivedLateAt: isLate(row.raisedAt, row.receivedAt) ? row.receivedAt : null,
    presses: row.presses.length,
    unacknowledgedPresses: row.presses.filter((p) => p.acknowledgedBy === null).length,
    owner: personOf(desk, row.ownerId),
    also: who ? desk.others(row.id).flatMap((id) => personOf(desk, id) ?? []) : [],
    cancelledAt: row.cancelledAt,
    ringing: row.ringing,
    ringCause: row.ringCause,
    escalationStep: row.escalationStep,
    fallback: toldOutside(row),
    held: heldOf(desk, row),
    raw: who && row.alarmKind === 'unreadable' ? rawOf(desk, row.id) : null,
    actions: allowedActions(row, who),
  }
}

const toldOutside = (row: AlarmRow): AlarmItem['fallback'] =>
  row.fallback && waitingPress(row) ? { state: row.fallback.state, why: row.fallback.why } : null

/** What rings for everybody waits for everybody, except that one's own stays one's own. */
const groupOf = (row: AlarmRow, me: string | null): AlarmItem['group'] => {
  if (row.ownerId === null) return 'waiting'
  if (row.ownerId === me) return 'mine'
  return row.ringing ? 'waiting' : 'others'
}

const heldOf = (desk: Desk, row: AlarmRow): AlarmItem['held'] => {
  const hold = desk.holds.get(row.id)
  if (!hold || !isHeld(hold, row, desk.now())) return null
  return { person: personOf(desk, hold.personId), until: hold.until }
}

const rawOf = (desk: Desk, caseId: string): string | null => {
  const raised = desk.entries.ofCase(caseId).find((e) => e.id === caseId)
  return raised ? (personalWords(raised).raw ?? null) : null
}
