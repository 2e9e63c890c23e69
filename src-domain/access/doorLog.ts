import { logRoom, recordsPerAnswer } from './limits.ts'
import type { DoorRecord } from './record.ts'

/** Every attempt that a door has room for, and the count of those that it had to forget. */
export type DoorLog = {
  readonly lastSeq: number
  readonly lost: number
  /** In order of `seq`. */
  readonly kept: readonly { readonly record: DoorRecord; readonly carried: boolean }[]
}

export const emptyLog: DoorLog = { lastSeq: 0, lost: 0, kept: [] }

/**
 * Which record gives way when there is no room: the oldest that some handset has carried away; then the
 * oldest refusal, so that nobody can flush openings out by trying rubbish; then the oldest of all.
 */
const victim = (kept: DoorLog['kept']): number => {
  const carried = kept.findIndex((one) => one.carried)
  if (carried >= 0) return carried
  const refused = kept.findIndex((one) => one.record.outcome.kind === 'refused')
  return Math.max(refused, 0)
}

export const logged = (
  log: DoorLog,
  attempt: Pick<DoorRecord, 'doorTag' | 'at' | 'grantId' | 'outcome'>,
): { readonly log: DoorLog; readonly record: DoorRecord } => {
  const gone = log.kept.length < logRoom ? -1 : victim(log.kept)
  const lost = log.lost + (gone >= 0 && log.kept[gone]?.carried === false ? 1 : 0)
  const record = { ...attempt, seq: log.lastSeq + 1, lost }
  const kept = [...log.kept.filter((_, i) => i !== gone), { record, carried: false }]
  return { log: { lastSeq: record.seq, lost, kept }, record }
}

/** What a handset is asked to carry home beside the newest record: the oldest that nobody has carried. */
export const toCarry = (log: DoorLog): readonly DoorRecord[] =>
  log.kept
    .filter((one) => !one.carried && one.record.seq < log.lastSeq)
    .slice(0, recordsPerAnswer - 1)
    .map((one) => one.record)

export const carried = (log: DoorLog, seqs: readonly number[]): DoorLog => ({
  ...log,
  kept: log.kept.map((one) => (seqs.includes(one.record.seq) ? { ...one, carried: true } : one)),
})
