import type { CodeRow, GrantRow } from './rows.ts'

/** Every emergency grant waits for a supervisor; a technician's check of a door is none. */
export const isForReview = (row: Pick<GrantRow | CodeRow, 'reason'>): boolean => row.reason !== 'doorCheck'

export const awaitsReview = (row: Pick<GrantRow | CodeRow, 'reason' | 'review'>): boolean =>
  isForReview(row) && row.review === null
