import type { Table } from '../../../src-domain/journal/rows.ts'
import type { Pushes } from '../../../src-preload/contract/contract.ts'
import type { Desk } from './desk.ts'
import type { Windows } from './windows.ts'

const ofAccess: readonly Table[] = [
  'grant',
  'handset',
  'code',
  'keyLoan',
  'residentGrant',
  'trust',
  'doorTrust',
]
export const isOfAccess = (table: Table): boolean => ofAccess.includes(table)

/** Tells windows that access changed: long lists are asked for by those that show them, not sent to all. */
export const openAccessPush = (desk: Desk, windows: () => Windows) => {
  let stand = 0
  let isNew = true
  const view = (): Pushes['access'] => ({
    forReview: desk.who() === null ? 0 : desk.current.countForReview(),
    stand,
  })
  return {
    changed: (): void => {
      isNew = true
    },
    view,
    flush: (): void => {
      if (!isNew) return
      isNew = false
      stand += 1
      windows().push('access', view())
    },
  }
}
