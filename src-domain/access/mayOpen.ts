import type { ChainStep, RegistryRow } from '../registry/rows.ts'
import type { Ms } from '../time.ts'
import { mayOpenUntil } from './lease.ts'
import { clockSlack } from './limits.ts'
import type { CodeRow, GrantRow, KeyLoanRow, ResidentGrantRow } from './rows.ts'

/** One who may open a door right now, and why; `until` null for no end that is known. */
export type Opener = { readonly id: string; readonly from: Ms; readonly until: Ms | null } & (
  | { readonly kind: 'grant'; readonly row: GrantRow }
  | { readonly kind: 'code'; readonly row: CodeRow }
  | { readonly kind: 'residentGrant'; readonly row: ResidentGrantRow }
  | { readonly kind: 'key'; readonly row: KeyLoanRow }
  /** Everybody who ever learnt it. */
  | { readonly kind: 'sharedCode' }
)

export type Access = {
  readonly grants: readonly GrantRow[]
  readonly codes: readonly CodeRow[]
  readonly residentGrants: readonly ResidentGrantRow[]
  readonly loans: readonly KeyLoanRow[]
}

/** Until when a door may open for what was given out, at the latest; null for no end that is known, 0 where that is past. */
export const codeOpensUntil = (row: Pick<CodeRow, 'until'>): Ms => row.until + clockSlack
export const residentGrantOpensUntil = (row: Pick<ResidentGrantRow, 'until' | 'withdrawnAt'>): Ms | null =>
  row.withdrawnAt !== null ? 0 : row.until === null ? null : row.until + clockSlack
export const keyOpensUntil = (row: Pick<KeyLoanRow, 'returnedAt'>): Ms | null =>
  row.returnedAt === null ? null : 0

const isOver = (until: Ms | null, now: Ms): boolean => until !== null && now >= until

/**
 * Everybody who may open this door now: never less than can happen at the door. What was used, withdrawn or
 * asked back stays on the list until it can open nothing any more. `ways`: every step of every way in that the
 * door is part of, since a neighbour's key opens the street door as well.
 */
export const openersOf = (
  door: Pick<RegistryRow<'door'>, 'id' | 'sharedCode'>,
  ways: readonly ChainStep[],
  access: Access,
  now: Ms,
): Opener[] => [
  ...access.grants.flatMap((row): Opener[] => {
    const until = row.doors.some((d) => d.doorId === door.id) ? mayOpenUntil(row, now) : null
    return until === null ? [] : [{ kind: 'grant', id: row.id, from: row.from - clockSlack, until, row }]
  }),
  ...access.codes.flatMap((row): Opener[] => {
    const until = codeOpensUntil(row)
    if (isOver(until, now) || !opensHere(row.step, door.id, ways)) return []
    return [{ kind: 'code', id: row.id, from: row.from, until, row }]
  }),
  ...access.residentGrants.flatMap((row): Opener[] => {
    if (isOver(residentGrantOpensUntil(row), now) || !row.doorIds.includes(door.id)) return []
    return [{ kind: 'residentGrant', id: row.id, from: row.from, until: row.until, row }]
  }),
  ...access.loans.flatMap((row): Opener[] => {
    const isOurs = ways.some((step) => step.kind === 'keyStore' && step.keyStoreId === row.keyStoreId)
    if (isOver(keyOpensUntil(row), now) || !isOurs) return []
    return [{ kind: 'key', id: row.id, from: row.outAt, until: null, row }]
  }),
  ...(door.sharedCode ? [{ kind: 'sharedCode' as const, id: door.id, from: 0, until: null }] : []),
]

/** A code of a key box opens what its key opens: every door of that way in. */
const opensHere = (step: ChainStep, doorId: string, ways: readonly ChainStep[]): boolean =>
  step.kind === 'door'
    ? step.doorId === doorId
    : ways.some((one) => one.kind === 'keyStore' && one.keyStoreId === step.keyStoreId)
