import { faultsOf } from '../../../src-domain/alert/alerts.ts'
import type { ReadingOf } from '../../../src-domain/telemetry/reading.ts'
import { hour } from '../../../src-domain/time.ts'
import type { HomeMark } from '../../../src-preload/contract/view.ts'
import { type Desk, readingOf } from './desk.ts'
import type { Town } from './town.ts'

/** Evidence older than this says nothing of the present (EEMUA 191 calls an alert stale after 24 h). */
const staleAfter = 24 * hour
const worst: readonly HomeMark['mark'][] = ['fault', 'battery', 'stale', 'ok']

/** A home on the map with the worst of its locks; undefined for one that is not known. */
export const homeMarkOf = (desk: Desk, town: Town, homeId: string): HomeMark | undefined => {
  const home = town.home(homeId)
  if (!home) return undefined
  const marks = town.locksOf(homeId).flatMap((lockId) => {
    const r = readingOf(desk, 'lock', lockId)
    return r ? [lockMark(r, desk.now())] : []
  })
  return { homeId, position: home.position, mark: worst.find((m) => marks.includes(m)) ?? 'none' }
}

const lockMark = (r: ReadingOf<'lock'>, now: number): HomeMark['mark'] => {
  const faults = faultsOf(r)
  if (faults.some((f) => f !== 'batteryVeryLow' && f !== 'clockLost')) return 'fault'
  if (r.battery?.level === 'low' || r.battery?.level === 'veryLow') return 'battery'
  return now - r.at.ms > staleAfter ? 'stale' : 'ok'
}
