import { answerTarget, compareQueue } from '../../../src-domain/alarm/order.ts'
import type { Ms } from '../../../src-domain/time.ts'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'

export type Group = AlarmItem['group']

export type QueueRow =
  | { readonly kind: 'heading'; readonly key: string; readonly group: Group; readonly count: number }
  | { readonly kind: 'empty'; readonly key: string }
  | { readonly kind: 'card'; readonly key: string; readonly alarm: AlarmItem }
  | { readonly kind: 'line'; readonly key: string; readonly alarm: AlarmItem }

/** Asks for somebody: waits for an answer, or rings again although somebody has it. */
export const calls = (alarm: AlarmItem): boolean => alarm.group === 'waiting' || alarm.ringing

/** Waiting, mine, others'; in each, what rings before what does not, then the order of the domain. */
export const queueRows = (alarms: readonly AlarmItem[], now: Ms): readonly QueueRow[] => {
  const sorted = [...alarms].sort(
    (a, b) =>
      Number(calls(b)) - Number(calls(a)) || compareQueue(a, b, now) || (a.caseId < b.caseId ? -1 : 1),
  )
  const of = (group: Group) => sorted.filter((alarm) => alarm.group === group)
  const waiting = of('waiting')
  const mine = of('mine')
  const others = of('others')
  const rows: QueueRow[] = [heading('waiting', waiting.length)]
  if (waiting.length === 0) rows.push({ kind: 'empty', key: 'empty' })
  for (const alarm of waiting) rows.push({ kind: 'card', key: alarm.caseId, alarm })
  if (mine.length > 0) rows.push(heading('mine', mine.length))
  for (const alarm of mine) rows.push({ kind: 'card', key: alarm.caseId, alarm })
  if (others.length > 0) rows.push(heading('others', others.length))
  for (const alarm of others) rows.push({ kind: 'line', key: alarm.caseId, alarm })
  return rows
}

const heading = (group: Group, count: number): QueueRow => ({
  kind: 'heading',
  key: `heading:${group}`,
  group,
  count,
})

/** The moment of the newest crossing of the answer target: the order changes then, and not with every tick. */
export const orderedAt = (alarms: readonly AlarmItem[], now: Ms): Ms => {
  let newest = 0
  for (const alarm of alarms) {
    // From the next millisecond on it is overdue.
    const crossing = alarm.raisedAt + answerTarget + 1
    if (crossing <= now && crossing > newest) newest = crossing
  }
  return newest
}

/** Those that call but stand before or behind the rows that are in sight. */
export const outOfSight = (
  rows: readonly QueueRow[],
  first: number,
  last: number,
): { readonly above: number; readonly below: number } => {
  let above = 0
  let below = 0
  rows.forEach((row, index) => {
    if ((row.kind !== 'card' && row.kind !== 'line') || !calls(row.alarm)) return
    if (index < first) above += 1
    if (index > last) below += 1
  })
  return { above, below }
}
