import type { Fact } from '../journal/kinds.ts'
import type { TrustRow } from './rows.ts'

/** What the journal says of the centre's keys: which signs, and which stood on any list. */
export type Trust = Pick<TrustRow, 'version' | 'keys'>

/** The newest key that is trusted signs. */
export const signingKeyOf = (trust: Trust): string | null =>
  trust.keys.findLast((key) => key.state === 'trusted')?.keyId ?? null

/** Keys of the list of this version, oldest first. */
export const keysAt = (trust: Trust, version: number): string[] =>
  trust.keys
    .filter((key) => key.since <= version && (key.until === null || version < key.until))
    .map((key) => key.keyId)

/** Whatever it signed proves nothing any more: whoever has it could have signed the same. */
export const isStruckOff = (trust: Trust, keyId: string): boolean =>
  trust.keys.some((key) => key.keyId === keyId && key.state === 'struckOff')

export const changesTrust = (fact: Pick<Fact, 'kind'>): boolean => fact.kind.startsWith('signingKey.')
