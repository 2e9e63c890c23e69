import type { Fact } from '../journal/kinds.ts'
import type { DispatchRow, Load } from '../journal/rows.ts'

/** What a fact makes of the dispatch that it names; undefined when it names none that is known. */
export const evolveDispatch = (load: Load, fact: Fact): DispatchRow | undefined => {
  switch (fact.kind) {
    case 'dispatch.sent':
      return {
        id: fact.payload.dispatchId,
        municipality: fact.municipality,
        caseId: fact.caseId ?? fact.payload.dispatchId,
        unitId: fact.payload.unitId,
        state: 'sent',
        sentAt: fact.receivedAt,
        sentBy: fact.by.id,
        expectedSeconds: fact.payload.expectedSeconds,
        acceptedAt: null,
        arrivedAt: null,
        endedAt: null,
        seq: fact.seq,
      }
    case 'dispatch.accepted':
      return next(load, fact.payload.dispatchId, fact.seq, (row) => ({
        state: isOver(row) || row.state === 'arrived' ? row.state : 'accepted',
        acceptedAt: row.acceptedAt ?? fact.at,
      }))
    case 'dispatch.arrived':
      return next(load, fact.payload.dispatchId, fact.seq, (row) => ({
        state: isOver(row) ? row.state : 'arrived',
        acceptedAt: row.acceptedAt ?? fact.at,
        arrivedAt: row.arrivedAt ?? fact.at,
      }))
    case 'dispatch.cleared':
      return over(load, fact.payload.dispatchId, fact.seq, 'cleared', fact.at)
    case 'dispatch.declined':
      return over(load, fact.payload.dispatchId, fact.seq, 'declined', fact.at)
    case 'dispatch.recalled':
      return over(load, fact.payload.dispatchId, fact.seq, 'recalled', fact.at)
    default:
      return undefined
  }
}

/** Whether the unit has nothing more to do there. */
export const isOver = (row: Pick<DispatchRow, 'state'>): boolean =>
  row.state === 'cleared' || row.state === 'declined' || row.state === 'recalled'

const next = (load: Load, id: string, seq: number, change: (row: DispatchRow) => Partial<DispatchRow>) => {
  const row = load('dispatch', id)
  return row && { ...row, ...change(row), seq }
}

const over = (load: Load, id: string, seq: number, state: DispatchRow['state'], at: number) =>
  next(load, id, seq, (row) => (isOver(row) ? {} : { state, endedAt: at }))
