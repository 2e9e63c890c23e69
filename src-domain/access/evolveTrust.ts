import type { Fact } from '../journal/kinds.ts'
import type { Load } from '../journal/rows.ts'
import type { DoorTrustRow, TrustRow } from './rows.ts'

/** Which keys a door should believe, as of the newest list. */
export const evolveTrust = (load: Load, fact: Fact): TrustRow | undefined => {
  switch (fact.kind) {
    case 'signingKey.added':
      return next(load, fact, (keys) => [
        ...keys.filter((key) => key.keyId !== fact.payload.keyId),
        {
          keyId: fact.payload.keyId,
          state: 'trusted',
          since: fact.payload.version,
          until: null,
          at: fact.receivedAt,
        },
      ])
    case 'signingKey.retired':
    case 'signingKey.struckOff': {
      const state = fact.kind === 'signingKey.retired' ? 'retired' : 'struckOff'
      return next(load, fact, (keys) =>
        keys.map((key) =>
          key.keyId === fact.payload.keyId
            ? { ...key, state, until: key.until ?? fact.payload.version, at: fact.receivedAt }
            : key,
        ),
      )
    }
    default:
      return undefined
  }
}

type Keys = TrustRow['keys']
const next = (
  load: Load,
  fact: Extract<Fact, { kind: `signingKey.${string}` }>,
  change: (keys: Keys) => Keys,
): TrustRow => {
  const row = load('trust', 'trust')
  return {
    id: 'trust',
    municipality: fact.municipality,
    version: Math.max(row?.version ?? 0, fact.payload.version),
    keys: change(row?.keys ?? []),
    seq: fact.seq,
  }
}

export const evolveDoorTrust = (load: Load, fact: Fact): DoorTrustRow | undefined => {
  if (fact.kind !== 'door.trusted') return undefined
  const { doorId, version } = fact.payload
  const known = load('doorTrust', doorId)
  // Told late by a phone that was there earlier: the door never goes back to an older list.
  if (known && known.version >= version) return undefined
  return { id: doorId, municipality: fact.municipality, version, at: fact.at, seq: fact.seq }
}
