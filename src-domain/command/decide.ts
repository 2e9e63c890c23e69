import type { Draft } from '../journal/kinds.ts'
import type { AlarmRow } from '../journal/rows.ts'
import { isOver } from '../patrol/evolve.ts'
import { never, ok, type Result, refuse } from '../result.ts'
import { decideClose } from './close.ts'
import type { Command } from './command.ts'
import { decideGrant, decideRevoke } from './grant.ts'
import { decideCode, decideHandOut, decideReturnKey, decideReveal } from './handOuts.ts'
import { decideBlock, decideUnblock } from './handset.ts'
import { decideWorkbench } from './hardware.ts'
import { decideIncident, decideNumber } from './incident.ts'
import { decideReview } from './review.ts'
import { mayCommand } from './roles.ts'
import { decideKeys } from './signingKeys.ts'
import { personalNote, type Situation } from './situation.ts'

/** What a command comes to: the facts to append, or why not and what could be done. Changes nothing itself. */
export const decide = (command: Command, s: Situation): Result<readonly Draft[]> => {
  if (!mayCommand(s.who.role, command.name)) return refuse('roleNotAllowed', { role: s.who.role })
  switch (command.name) {
    case 'openIncident':
      return decideIncident(command.args, s)
    case 'blockHandset':
      return decideBlock(command.args, s)
    case 'unblockHandset':
      return decideUnblock(command.args, s)
    case 'rotateKey':
    case 'retireKey':
    case 'strikeOffKey':
      return decideKeys(command, s)
    case 'beginTest':
    case 'noteWipe':
    case 'finishTest':
    case 'signTest':
      return decideWorkbench(command, s)
    default:
      return inCase(command, s)
  }
}

type CaseCommand = Exclude<
  Command,
  {
    name:
      | 'openIncident'
      | 'blockHandset'
      | 'unblockHandset'
      | 'rotateKey'
      | 'retireKey'
      | 'strikeOffKey'
      | 'beginTest'
      | 'noteWipe'
      | 'finishTest'
      | 'signTest'
  }
>

const inCase = (command: CaseCommand, s: Situation): Result<readonly Draft[]> => {
  const { alarm } = s
  if (!alarm) return refuse('unknownCase')
  if (command.name === 'note') return noted(alarm, command.args.text)
  // What is out may have to come back after the case is closed, and is looked at then.
  if (command.name === 'revoke') return decideRevoke(command.args, s)
  if (command.name === 'returnKey') return decideReturnKey(command.args, s)
  if (command.name === 'review') return decideReview(command.args, s)
  if (alarm.state === 'closed') return refuse('alreadyClosed', { at: alarm.closedAt ?? s.now })
  switch (command.name) {
    case 'answer':
      return answer(alarm, s)
    case 'hold':
      return hold(alarm, s)
    case 'takeOver':
      return takeOver(alarm, command.args, s)
    case 'numberIncident':
      return decideNumber(command.args, alarm)
    case 'acknowledgePress':
    case 'return':
    case 'dispatch':
    case 'recall':
    case 'grant':
    case 'issueCode':
    case 'revealSharedCode':
    case 'handOutKey':
    case 'close':
      return asOwner(alarm, command, s)
    default:
      return never(command)
  }
}

type OwnersCommand = Extract<
  Command,
  {
    name:
      | 'acknowledgePress'
      | 'return'
      | 'dispatch'
      | 'recall'
      | 'grant'
      | 'issueCode'
      | 'revealSharedCode'
      | 'handOutKey'
      | 'close'
  }
>

/** One named operator owns an alarm, and what is done about it is done by that one. */
const asOwner = (alarm: AlarmRow, command: OwnersCommand, s: Situation): Result<readonly Draft[]> => {
  if (alarm.ownerId === null) return refuse('notOwner')
  if (alarm.ownerId !== s.who.personId) return refuse('notOwner', { owner: alarm.ownerId })
  switch (command.name) {
    case 'acknowledgePress': {
      const press = alarm.presses.find((p) => p.id === command.args.pressId)
      if (!press) return refuse('unknownPress')
      if (press.acknowledgedBy !== null) return ok([])
      return ok([
        { kind: 'alarm.pressAcknowledged', caseId: alarm.id, payload: { pressId: command.args.pressId } },
      ])
    }
    case 'return':
      return ok([
        {
          kind: 'alarm.returned',
          caseId: alarm.id,
          payload: { reason: command.args.reason },
          ...personalNote(command.args.note),
        },
      ])
    case 'dispatch':
      return dispatch(alarm, s)
    case 'recall': {
      const row = s.dispatches.find((d) => d.id === command.args.dispatchId)
      if (!row) return refuse('unknownDispatch')
      if (isOver(row)) return refuse('dispatchEnded', { state: row.state })
      return ok([{ kind: 'dispatch.recalled', caseId: alarm.id, payload: { dispatchId: row.id } }])
    }
    case 'grant':
      return decideGrant(command.args, alarm, s)
    case 'issueCode':
      return decideCode(command.args, alarm, s)
    case 'revealSharedCode':
      return decideReveal(command.args, alarm, s)
    case 'handOutKey':
      return decideHandOut(command.args, alarm, s)
    case 'close':
      return decideClose(command.args, alarm, s)
    default:
      return never(command)
  }
}

const noted = (alarm: AlarmRow, text: string): Result<readonly Draft[]> =>
  ok([{ kind: 'case.noted', caseId: alarm.id, payload: {}, personal: { text } }])

const answered = (alarm: AlarmRow, s: Situation): Draft => ({
  kind: 'alarm.answered',
  caseId: alarm.id,
  payload: { personId: s.who.personId, workplaceId: s.who.workplaceId },
})

const answer = (alarm: AlarmRow, s: Situation): Result<readonly Draft[]> => {
  if (alarm.ownerId === null) return ok([answered(alarm, s)])
  // One's own alarm rings again after a while; answering it says that one is on it.
  if (alarm.ownerId === s.who.personId && alarm.ringing) return ok([answered(alarm, s)])
  return refuse('alreadyOwned', { owner: alarm.ownerId, at: alarm.answeredAt ?? s.now })
}

/** Said while the centre was away: what was said is kept, and counts if nobody was faster. */
const hold = (alarm: AlarmRow, s: Situation): Result<readonly Draft[]> => {
  const held: Draft = {
    kind: 'alarm.heldLocally',
    caseId: alarm.id,
    payload: { personId: s.who.personId, workplaceId: s.who.workplaceId },
  }
  return ok(alarm.ownerId === null ? [held, answered(alarm, s)] : [held])
}

const takeOver = (
  alarm: AlarmRow,
  args: Extract<Command, { name: 'takeOver' }>['args'],
  s: Situation,
): Result<readonly Draft[]> => {
  if (alarm.ownerId === null) return refuse('notWaiting')
  if (alarm.ownerId === s.who.personId) return refuse('alreadyOwned', { owner: alarm.ownerId })
  // Taken from one person, and not from whoever took it meanwhile.
  if (args.from !== undefined && args.from !== alarm.ownerId)
    return refuse('alreadyOwned', { owner: alarm.ownerId })
  return ok([
    {
      kind: 'alarm.takenOver',
      caseId: alarm.id,
      payload: {
        personId: s.who.personId,
        workplaceId: s.who.workplaceId,
        from: alarm.ownerId,
        reason: args.reason,
      },
      ...personalNote(args.note),
    },
  ])
}

const dispatch = (alarm: AlarmRow, s: Situation): Result<readonly Draft[]> => {
  if (!s.unit) return refuse('unknownUnit')
  if (!s.unit.onShift) return refuse('unitOffShift', { unit: s.unit.name })
  const busy = s.unitDispatches[0]
  if (busy) return refuse('unitBusy', { unit: s.unit.name, caseId: busy.caseId })
  if (s.unit.kind === 'patrol' && s.unit.handsetIds.length === 0)
    return refuse('noHandset', { unit: s.unit.name })
  return ok([
    {
      kind: 'dispatch.sent',
      caseId: alarm.id,
      payload: { dispatchId: s.newId(), unitId: s.unit.id, expectedSeconds: s.expectedSeconds },
    },
  ])
}
