import type { RowChange, Table } from '../../src-domain/journal/rows.ts'

const accessTables = [
  'code',
  'doorTrust',
  'erasure',
  'fallback',
  'handset',
  'keyLoan',
  'residentGrant',
  'trust',
] as const
type AccessTable = (typeof accessTables)[number]

export const isAccessTable = (table: Table): table is AccessTable => accessTables.some((one) => one === table)

type AccessChange = Extract<RowChange, { table: AccessTable }>

/** Columns of `accessRow` before the row itself: table, id, case, subject. */
export const accessRowValues = (
  change: AccessChange,
): readonly [AccessTable, string, string | null, string | null] => {
  const { table, row } = change
  const caseId = 'caseId' in row ? row.caseId : null
  return [table, row.id, caseId, subjectOf(change)]
}

const subjectOf = ({ table, row }: AccessChange): string | null => {
  switch (table) {
    case 'code':
      return row.step.kind === 'door' ? row.step.doorId : row.step.keyStoreId
    case 'keyLoan':
      return row.keyStoreId
    case 'residentGrant':
      return row.residentId
    default:
      return null
  }
}
