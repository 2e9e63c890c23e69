import type { CaseView } from '../../../src-preload/contract/view.ts'
import { alarmItemOf } from './alarms.ts'
import { type Desk, personOf } from './desk.ts'
import { doorsOf } from './doors.ts'
import { grantsOf } from './grants.ts'
import { codeViews, loanViews } from './handOuts.ts'
import { incidentOf } from './incident.ts'
import { doorsAt, openerViews } from './openers.ts'
import { ageIn } from './places.ts'
import { respondersOf, type Travel } from './responders.ts'
import { timelineOf } from './timeline.ts'

/** The open alarm, whole; null while nobody is signed in, and for a case that is not known. */
export const caseViewOf = (
  desk: Desk,
  caseId: string,
  travel: Travel | null,
  homesOfDoor: (doorId: string) => readonly string[],
): CaseView | null => {
  const who = desk.who()
  const row = desk.current.alarm(caseId)
  if (!row || !who) return null
  const alarm = alarmItemOf(desk, row)
  const resident = desk.places.one('resident', row.residentId)
  const home = desk.places.one('home', row.homeId ?? resident?.homeId ?? null)
  const homeUnit =
    desk.places.one('homeUnit', row.unitId) ?? (resident && desk.places.ofOwner('homeUnit', resident.id)[0])
  const parties = {
    dispatches: desk.current.dispatches(caseId),
    grants: desk.current.grants(caseId),
    codes: desk.current.codes(caseId),
    loans: desk.current.loans(caseId),
  }
  const entries = desk.entries.ofCase(caseId)
  const homes = row.incident
    ? row.incident.homeIds.flatMap((id) => desk.places.one('home', id) ?? [])
    : home
      ? [home]
      : []
  return {
    caseId,
    alarm,
    voice: row.voice,
    number: homeUnit?.number ?? resident?.phone ?? null,
    resident: resident
      ? {
          id: resident.id,
          name: resident.name,
          age: ageIn(resident.birthYear, desk.now()),
          phone: resident.phone,
          needs: resident.needs,
          instructions: resident.instructions,
          contacts: resident.contacts,
          provider: desk.places.one('provider', resident.providerId)?.name ?? resident.providerId,
          serviceEndedAt: resident.serviceEndedAt,
        }
      : null,
    home: home
      ? {
          id: home.id,
          street: home.street,
          number: home.number,
          flat: home.flat,
          floor: home.floor,
          district: home.district,
          position: home.position,
          entrance: home.entrance,
        }
      : null,
    doors: doorsOf(desk, homes),
    responders: respondersOf(desk, row, home?.entrance ?? null, travel, alarm.actions),
    grants: grantsOf(desk, caseId, entries),
    codes: codeViews(desk, parties.codes, entries),
    loans: loanViews(desk, parties.loans),
    openers: openerViews(
      desk,
      homes.flatMap((one) => doorsAt(desk, one)),
      homesOfDoor,
    ),
    incident: incidentOf(desk, row),
    presses: row.presses.map((p) => ({
      pressId: p.id,
      alarmKind: p.alarmKind,
      priority: p.priority,
      at: p.at,
      acknowledgedBy: personOf(desk, p.acknowledgedBy),
    })),
    timeline: timelineOf(desk, entries, parties),
    outcome: row.outcome,
    closedAt: row.closedAt,
    actions: alarm.actions,
  }
}
