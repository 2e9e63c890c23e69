import type { Fact } from '../journal/kinds.ts'
import type { Load } from '../journal/rows.ts'
import type { HandsetRow } from './rows.ts'

/** What a fact makes of the handset that it names, known before or not. */
export const evolveHandset = (load: Load, fact: Fact): HandsetRow | undefined => {
  switch (fact.kind) {
    case 'handset.signedOn':
      return next(load, fact, { personId: fact.payload.personId, signedOnAt: fact.at })
    case 'handset.signedOff':
      // A word that came late must not sign off whoever took the phone since.
      return load('handset', fact.payload.handsetId)?.personId === fact.payload.personId
        ? next(load, fact, { personId: null, signedOnAt: null })
        : undefined
    case 'handset.blocked':
      return next(load, fact, {
        blocked: { at: fact.receivedAt, by: fact.by.id, reason: fact.payload.reason },
      })
    case 'handset.unblocked':
      return next(load, fact, { blocked: null })
    default:
      return undefined
  }
}

type HandsetFact = Extract<Fact, { kind: `handset.${string}` }>
const next = (load: Load, fact: HandsetFact, change: Partial<HandsetRow>): HandsetRow => ({
  ...(load('handset', fact.payload.handsetId) ?? {
    id: fact.payload.handsetId,
    municipality: fact.municipality,
    personId: null,
    signedOnAt: null,
    blocked: null,
  }),
  ...change,
  seq: fact.seq,
})
