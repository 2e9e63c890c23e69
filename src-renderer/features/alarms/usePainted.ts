import { type RefObject, useEffect, useRef } from 'react'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { keyGuard } from '../../desk/keyGuard.ts'
import { call } from '../../feed/bridge.ts'
import { useAlarmsEpoch, useCoreRestarts } from '../../feed/hooks.ts'
import { afterPaint } from '../../feed/painted.ts'
import { calls } from './queueRows.ts'

/**
 * Says which presses have been on the screen. Only what stands in the document counts: a row of its own, or
 * the line that stands for those out of sight. Runs after every drawing of the queue; most have nothing new.
 */
export const usePaintedRows = (
  list: RefObject<HTMLElement | null>,
  alarms: readonly AlarmItem[],
  topCaseId: string | null,
): void => {
  const epoch = useAlarmsEpoch() + useCoreRestarts()
  const said = useRef({ epoch, presses: new Set<string>() })
  useEffect(() => {
    if (said.current.epoch !== epoch) said.current = { epoch, presses: new Set() }
    const known = said.current.presses
    const fresh = alarms.filter((alarm) => !known.has(alarm.pressId))
    return afterPaint(() => {
      const place = list.current
      if (!place) return
      keyGuard.painted('queueTop', isInSight(place, topCaseId) ? topCaseId : null, performance.now())
      const presses = fresh.flatMap(({ caseId, pressId, ...alarm }) =>
        isDrawn(place, pressId, calls({ caseId, pressId, ...alarm })) ? [{ caseId, pressId }] : [],
      )
      if (presses.length === 0) return
      for (const { pressId } of presses) known.add(pressId)
      call('painted', { presses, probeId: null }).catch(() => {
        // Core was away: said again with the next drawing.
        for (const { pressId } of presses) known.delete(pressId)
      })
    })
  })
}

const isDrawn = (list: HTMLElement, pressId: string, isCalling: boolean): boolean =>
  list.querySelector(`[data-press="${pressId}"]`) !== null ||
  (isCalling && list.parentElement?.querySelector('[data-stands-for-more]') !== null)

const isInSight = (list: HTMLElement, caseId: string | null): boolean => {
  const row = caseId === null ? null : list.querySelector(`[data-case="${caseId}"]`)
  if (!row) return false
  const box = row.getBoundingClientRect()
  const view = list.getBoundingClientRect()
  return box.top >= view.top - 1 && box.top < view.bottom
}
