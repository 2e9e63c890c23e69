import type { Refusal } from '../../../src-domain/result.ts'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import type { Scanned } from './scanned.ts'

/** What became of a scan, when it was made. */
export type Heard =
  | { readonly kind: 'queued'; readonly serial: string }
  | { readonly kind: Exclude<Scanned['kind'], 'queue'>; readonly serial: string }
  | { readonly kind: 'refused'; readonly serial: string; readonly error: Refusal }

/** What is still so of it: a line that says that a unit waits must not stand when its test is over. Null for nothing. */
export const stillHeard = (heard: Heard | null, { queue, running }: BenchView): Heard | null => {
  if (heard === null) return null
  switch (heard.kind) {
    case 'queued':
    case 'alreadyQueued':
    case 'runs':
      if (running?.test.serial === heard.serial) return { kind: 'runs', serial: heard.serial }
      return queue.some(({ serial, refused }) => serial === heard.serial && refused === null) &&
        heard.kind !== 'runs'
        ? heard
        : null
    case 'unknown':
    case 'several':
    case 'refused':
      return heard
    default:
      return heard satisfies never
  }
}
