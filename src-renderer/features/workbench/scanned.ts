import { serialKey } from '../../../src-domain/hardware/label.ts'
import type { BenchView } from '../../../src-preload/contract/bench.ts'

/** What a scanned or typed serial means just now. */
export type Scanned =
  | { readonly kind: 'queue'; readonly serial: string; readonly id: string | null }
  | { readonly kind: 'alreadyQueued' | 'runs' | 'unknown' | 'several'; readonly serial: string }

/** `serial`: as read. A gun on another keyboard's layout turns signs into others, so letters and figures alone count. */
export const scannedIn = (view: BenchView, serial: string): Scanned => {
  const key = serialKey(serial)
  const stock = [...view.stock, ...view.near.flatMap((item) => (item.stock ? [item.stock] : []))]
  const alike = new Set(stock.map((item) => item.serial).filter((one) => serialKey(one) === key))
  const exact = alike.has(serial) ? serial : null
  const [first, ...others] = alike
  const known = exact ?? (others.length === 0 ? first : undefined)
  if (known === undefined) return { kind: alike.size > 1 ? 'several' : 'unknown', serial }
  if (view.running?.test.serial === known) return { kind: 'runs', serial: known }
  if (view.queue.some((waiting) => waiting.serial === known && waiting.refused === null))
    return { kind: 'alreadyQueued', serial: known }
  return { kind: 'queue', serial: known, id: view.near.find((item) => item.serial === known)?.id ?? null }
}
