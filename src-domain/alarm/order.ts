import { type Ms, second } from '../time.ts'

/** 97.5 % of calls are answered within 60 s (TSA's key performance indicator, as providers quote it). */
export const answerTarget: Ms = 60 * second

export type Queued = { readonly priority: number; readonly raisedAt: Ms }

export const isOverdue = (alarm: Queued, now: Ms): boolean => now - alarm.raisedAt > answerTarget

/** Whom to answer first: overdue before not overdue, then priority, then age. */
export const compareQueue = (a: Queued, b: Queued, now: Ms): number =>
  Number(isOverdue(b, now)) - Number(isOverdue(a, now)) || a.priority - b.priority || a.raisedAt - b.raisedAt
