import type { Fact } from '../journal/kinds.ts'
import type { Load } from '../journal/rows.ts'
import { hour } from '../time.ts'
import { reviewOf } from './evolveGrant.ts'
import type { CodeRow, KeyLoanRow, ResidentGrantRow } from './rows.ts'

/** As many uses as one row keeps; the entries keep all. */
const usesKept = 50

export const evolveCode = (load: Load, fact: Fact): CodeRow | undefined => {
  switch (fact.kind) {
    case 'code.issued': {
      const { codeId, ...said } = fact.payload
      return {
        id: codeId,
        municipality: fact.municipality,
        caseId: fact.caseId ?? codeId,
        ...said,
        until: said.from + said.hours * hour,
        issuedBy: fact.by.id,
        issuedAt: fact.receivedAt,
        uses: [],
        review: null,
        seq: fact.seq,
      }
    }
    case 'code.used': {
      const row = load('code', fact.payload.codeId)
      const use = { at: fact.at, receivedAt: fact.receivedAt }
      return row && { ...row, uses: [...row.uses, use].slice(-usesKept), seq: fact.seq }
    }
    case 'code.reviewed': {
      const row = load('code', fact.payload.codeId)
      return row && { ...row, review: reviewOf(fact), seq: fact.seq }
    }
    default:
      return undefined
  }
}

export const evolveKeyLoan = (load: Load, fact: Fact): KeyLoanRow | undefined => {
  if (fact.kind === 'key.handedOut') {
    const { loanId, ...said } = fact.payload
    return {
      id: loanId,
      municipality: fact.municipality,
      caseId: fact.caseId ?? loanId,
      ...said,
      outAt: fact.at,
      outBy: fact.by.id,
      returnedAt: null,
      returnedBy: null,
      seq: fact.seq,
    }
  }
  if (fact.kind !== 'key.returned') return undefined
  const row = load('keyLoan', fact.payload.loanId)
  return (
    row && {
      ...row,
      returnedAt: row.returnedAt ?? fact.at,
      returnedBy: row.returnedBy ?? fact.by.id,
      seq: fact.seq,
    }
  )
}

export const evolveResidentGrant = (load: Load, fact: Fact): ResidentGrantRow | undefined => {
  switch (fact.kind) {
    case 'residentGrant.given': {
      const { grantId, ...said } = fact.payload
      return {
        id: grantId,
        municipality: fact.municipality,
        givenSeq: fact.seq,
        ...said,
        withdrawnAt: null,
        uses: [],
        seq: fact.seq,
      }
    }
    case 'residentGrant.withdrawn': {
      const row = load('residentGrant', fact.payload.grantId)
      return row && { ...row, withdrawnAt: row.withdrawnAt ?? fact.receivedAt, seq: fact.seq }
    }
    case 'residentGrant.used': {
      const row = load('residentGrant', fact.payload.grantId)
      const use = { doorId: fact.payload.doorId, at: fact.at, receivedAt: fact.receivedAt }
      return row && { ...row, uses: [...row.uses, use].slice(-usesKept), seq: fact.seq }
    }
    default:
      return undefined
  }
}
