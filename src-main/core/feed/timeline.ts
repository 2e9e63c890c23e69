import type { CodeRow, GrantRow, KeyLoanRow } from '../../../src-domain/access/rows.ts'
import type { Entry } from '../../../src-domain/journal/envelope.ts'
import { personalWords, readFact } from '../../../src-domain/journal/read.ts'
import type { DispatchRow } from '../../../src-domain/journal/rows.ts'
import { isLate } from '../../../src-domain/time.ts'
import type { TimelineItem } from '../../../src-preload/contract/view.ts'
import { byName, type Desk, doorNameOf, unitNameOf } from './desk.ts'
import { placeLabel } from './handOuts.ts'

export type Parties = {
  readonly dispatches: readonly DispatchRow[]
  readonly grants: readonly GrantRow[]
  readonly codes: readonly CodeRow[]
  readonly loans: readonly KeyLoanRow[]
}

/** Everything that was done about a case, by when it happened; late evidence in its place and marked. */
export const timelineOf = (desk: Desk, entries: readonly Entry[], parties: Parties): TimelineItem[] =>
  entries
    .map((e) => ({ item: timelineItem(desk, e, parties), when: believed(e) }))
    .sort((a, b) => a.when - b.when || a.item.seq - b.item.seq)
    .map(({ item }) => item)

/** A clock that says "later than it arrived" cannot be true: sorted by arrival. */
const believed = (e: Entry): number => Math.min(e.at.ms, e.receivedAt)

const timelineItem = (desk: Desk, e: Entry, parties: Parties): TimelineItem => {
  const personal = personalWords(e)
  return {
    id: e.id,
    seq: e.seq,
    kind: e.kind,
    at: e.at.ms,
    arrivedLateAt: isLate(e.at.ms, e.receivedAt) ? e.receivedAt : null,
    by: byName(desk, e.by),
    words: wordsOf(desk, e, parties),
    text: personal.text ?? personal.raw ?? null,
  }
}

/**
 * The payload's fields, with names in place of identifiers: `personId` is said as `person`, `doorId` as `door`.
 * `grantId` and `codeId` stand beside the names: an after-review tells one grant's uses from another's.
 */
const wordsOf = (desk: Desk, e: Entry, parties: Parties): Record<string, string | number> => {
  const read = readFact(e)
  if (!read.ok) return { unreadable: read.why }
  const words: Record<string, string | number> = {}
  for (const [field, value] of Object.entries(read.fact.payload)) {
    if (typeof value === 'number') words[field] = value
    else if (typeof value === 'boolean') words[field] = value ? 1 : 0
    else if (typeof value === 'string') Object.assign(words, wordOf(desk, field, value, parties))
    else if (field === 'doorIds' && Array.isArray(value))
      words.doors = value.map((id) => doorNameOf(desk, String(id))).join(', ')
    else if (read.fact.kind === 'code.issued' && field === 'step')
      words.door = placeLabel(desk, read.fact.payload.step)
    else if (field === 'holder' && read.fact.kind === 'grant.issued')
      Object.assign(words, holderWords(desk, read.fact.payload.holder))
  }
  return words
}

const holderWords = (desk: Desk, holder: GrantRow['holder']): Record<string, string> => ({
  unit: unitNameOf(desk, holder.unitId),
  holder: desk.places.one('person', holder.personId)?.name ?? holder.personId,
})

const wordOf = (desk: Desk, field: string, value: string, parties: Parties): Record<string, string> => {
  switch (field) {
    case 'personId':
    case 'from':
      return { [field === 'from' ? 'from' : 'person']: desk.places.one('person', value)?.name ?? value }
    case 'workplaceId':
      return { workplace: desk.places.one('workplace', value)?.name ?? value }
    case 'unitId':
      return { unit: unitNameOf(desk, value) }
    case 'doorId':
      return { door: doorNameOf(desk, value) }
    case 'keyStoreId':
      return { keyStore: placeLabel(desk, { kind: 'keyStore', keyStoreId: value }) }
    case 'handsetId': {
      const handset = desk.places.one('handset', value)
      return { unit: handset ? unitNameOf(desk, handset.unitId) : value }
    }
    case 'codeId': {
      const code = parties.codes.find((c) => c.id === value)
      return { codeId: value, ...(code ? { door: placeLabel(desk, code.step) } : {}) }
    }
    case 'loanId': {
      const loan = parties.loans.find((l) => l.id === value)
      if (!loan) return {}
      const keyStore = placeLabel(desk, { kind: 'keyStore', keyStoreId: loan.keyStoreId })
      return { keyStore, unit: unitNameOf(desk, loan.unitId) }
    }
    case 'dispatchId': {
      const dispatch = parties.dispatches.find((d) => d.id === value)
      return dispatch ? { unit: unitNameOf(desk, dispatch.unitId) } : {}
    }
    case 'grantId': {
      const grant = parties.grants.find((g) => g.id === value)
      return { grantId: value, ...(grant ? holderWords(desk, grant.holder) : {}) }
    }
    default:
      return { [field]: value }
  }
}
