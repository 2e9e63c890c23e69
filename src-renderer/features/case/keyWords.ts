import type { LoanView } from '../../../src-preload/contract/access.ts'
import type { CaseView, DoorView } from '../../../src-preload/contract/view.ts'

/** Who has the key, as far as it is known. */
export const loanHolder = (loan: LoanView): string =>
  loan.person ? `${loan.person.name} (${loan.unitName})` : loan.unitName

export const keysOut = (view: CaseView): readonly LoanView[] =>
  view.loans.filter((loan) => loan.returnedAt === null)

export const keyStoreOf = (view: CaseView, keyStoreId: string): DoorView | undefined =>
  view.doors.find(({ step }) => step.kind === 'keyStore' && step.keyStoreId === keyStoreId)
