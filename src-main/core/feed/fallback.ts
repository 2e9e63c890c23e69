import { awaitsFallback } from '../../../src-domain/alarm/fallback.ts'
import type { Health } from '../../../src-preload/contract/view.ts'
import type { CurrentRows } from '../ingest/current.ts'

/** Whether somebody outside would hear of what nobody here answers; null while that works or was never tried. */
export const fallbackHealth = (current: Pick<CurrentRows, 'fallback' | 'openAlarms'>): Health['fallback'] => {
  const failing = [...current.openAlarms().values()].flatMap((row) => {
    const delivery = awaitsFallback(row)
    return delivery?.state === 'failed' ? [delivery] : []
  })
  const [alarm] = failing
  const last = alarm ?? current.fallback()
  if (!last || last.why === null) return null
  return { why: last.why, code: last.code, at: last.at, waiting: failing.length }
}
