import type { Fact, Kind } from '../journal/kinds.ts'
import { ok, type Refusal, type Result, refuse } from '../result.ts'
import type { Command } from './command.ts'
import type { Situation } from './situation.ts'

/** What a command may run into: for each there is a sentence that says who did it, and when. */
export const collisionKinds = [
  'alarm.answered',
  'alarm.takenOver',
  'alarm.returned',
  'alarm.closed',
  'incident.opened',
  'incident.numbered',
  'case.noted',
  'dispatch.sent',
  'dispatch.arrived',
  'dispatch.recalled',
  'dispatch.cleared',
  'dispatch.declined',
  'grant.issued',
  'grant.used',
  'grant.revoked',
  'grant.ended',
  'code.issued',
  'key.handedOut',
  'key.returned',
  'handset.blocked',
] as const satisfies readonly Kind[]

const isOneOf = (kind: string, kinds: readonly string[]): boolean => kinds.includes(kind)

/** As the refusal tells it: what was done, by whom, when. The console puts names to it. */
const told = (fact: Fact): Refusal['detail'] => ({
  did: fact.kind,
  by: fact.by.id,
  byKind: fact.by.kind,
  at: fact.receivedAt,
})

/**
 * What makes a decision stale that was made without it. Closing frees the units and ends what they may open, so
 * nobody closes over somebody who has just come to the door, nor over what a colleague has just done or written. A
 * grant is given with open eyes to what was just given to that phone, or taken from it.
 */
const weighs = (command: Command, fact: Fact): boolean => {
  if (command.name === 'close')
    return (
      isOneOf(fact.kind, [
        'case.noted',
        'dispatch.sent',
        'dispatch.arrived',
        'grant.issued',
        'code.issued',
        'key.handedOut',
      ]) ||
      (fact.kind === 'grant.used' && !fact.payload.reentry)
    )
  return command.name === 'grant' && isOneOf(fact.kind, ['grant.issued', 'grant.revoked'])
}

/** Refused where the case has changed, by somebody else, in a way that weighs since whoever asks has looked at it. */
export const changedSince = (command: Command, s: Situation): Result<null> => {
  const own = ({ by }: Fact) => by.kind === 'person' && by.id === s.who.personId
  const fact = s.since.findLast((one) => !own(one) && weighs(command, one) && isAboutPhone(command, one, s))
  return fact ? refuse('changedSince', told(fact)) : ok(null)
}

const isAboutPhone = (command: Command, fact: Fact, s: Situation): boolean => {
  if (command.name !== 'grant') return true
  if (fact.kind === 'grant.issued') return fact.payload.holder.handsetId === command.args.handsetId
  if (fact.kind !== 'grant.revoked') return false
  const { grantId } = fact.payload
  return s.grants.some((g) => g.id === grantId && g.holder.handsetId === command.args.handsetId)
}

/** Facts that can explain a refusal, by its code; the newest of them does. */
const explains: Readonly<Partial<Record<Refusal['code'], readonly Kind[]>>> = {
  alreadyOwned: ['alarm.answered', 'alarm.takenOver', 'incident.opened'],
  notOwner: ['alarm.answered', 'alarm.takenOver', 'alarm.returned', 'incident.opened'],
  notWaiting: ['alarm.returned'],
  alreadyClosed: ['alarm.closed'],
  changedSince: ['incident.numbered'],
  incidentOpen: ['incident.opened'],
  unitBusy: ['dispatch.sent'],
  dispatchEnded: ['dispatch.recalled', 'dispatch.cleared', 'dispatch.declined'],
  grantEnded: ['grant.revoked', 'grant.ended'],
  keyIsOut: ['key.handedOut'],
  keyIsBack: ['key.returned'],
}

/**
 * Tells the loser who did what, and when: the refusal with the fact that it ran into. `factsOf` gives what the journal
 * has about a case.
 */
export const ranInto = (
  error: Refusal,
  { args }: Command,
  factsOf: (caseId: string) => readonly Fact[],
): Refusal => {
  const kinds = explains[error.code]
  const caseId = error.detail.caseId ?? ('caseId' in args ? args.caseId : undefined)
  if (!kinds || typeof caseId !== 'string' || 'did' in error.detail) return error
  const fact = factsOf(caseId).findLast((one) => isOneOf(one.kind, kinds) && isAbout(one, args))
  return fact ? { code: error.code, detail: { ...error.detail, ...told(fact) } } : error
}

/** Where both name a thing by the same word, it has to be the same thing. */
const isAbout = ({ payload }: Fact, args: object): boolean =>
  ['unitId', 'dispatchId', 'grantId', 'keyStoreId', 'loanId'].every((name) => {
    const asked: unknown = Reflect.get(args, name)
    const said: unknown = Reflect.get(payload, name)
    return asked === undefined || said === undefined || asked === said
  })

/** Commands that say what they were decided on. */
export const basisOf = ({ args }: Command): number | null =>
  'basedOn' in args && args.basedOn !== undefined ? args.basedOn : null

/** The same of a phone, whose row knows who blocked it. */
export const blockedBy = ({ at, by }: { readonly at: number; readonly by: string }): Refusal['detail'] => ({
  did: 'handset.blocked',
  by,
  byKind: 'person',
  at,
})
