import type { Draft } from '../journal/kinds.ts'
import { incidentDoors, incidentHomes } from '../journal/kinds.ts'
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
