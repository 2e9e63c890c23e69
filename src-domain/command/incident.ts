import type { Draft } from '../journal/kinds.ts'
import { incidentDoors, incidentHomes } from '../journal/kinds.ts'
import type { AlarmRow } from '../journal/rows.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { CommandArgs } from './command.ts'
import { personalNote, type Situation } from './situation.ts'

/** A fire in a block: one case for all who live there, owned by whoever opened it. */
export const decideIncident = (args: CommandArgs<'openIncident'>, s: Situation): Result<readonly Draft[]> => {
  if (s.alarm) return refuse('caseExists')
  const { homes, doorIds, open } = s.block
  if (open) return refuse('incidentOpen', { caseId: open.id, owner: open.ownerId ?? '' })
  if (homes.length === 0) return refuse('noBlock')
  return ok([
    {
      kind: 'incident.opened',
      caseId: args.caseId,
      payload: {
        homeIds: homes.slice(0, incidentHomes).map((home) => home.id),
        doorIds: doorIds.slice(0, incidentDoors),
        number: args.number,
        personId: s.who.personId,
        workplaceId: s.who.workplaceId,
      },
      ...personalNote(args.note),
    },
  ])
}

/** Whoever hears the number writes it down, and nobody writes over what a colleague has just written. */
export const decideNumber = (
  { number, from }: CommandArgs<'numberIncident'>,
  alarm: AlarmRow,
): Result<readonly Draft[]> => {
  if (!alarm.incident) return refuse('notIncident')
  if (alarm.incident.number === number) return ok([])
  if (from !== undefined && from !== alarm.incident.number) return refuse('changedSince')
  return ok([{ kind: 'incident.numbered', caseId: alarm.id, payload: { number } }])
}
