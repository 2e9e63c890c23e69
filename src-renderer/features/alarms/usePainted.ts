import { type RefObject, useEffect, useRef } from 'react'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { keyGuard } from '../../desk/keyGuard.ts'
import { call } from '../../feed/bridge.ts'
import { useAlarmsEpoch, useCoreRestarts } from '../../feed/hooks.ts'
import { afterPaint } from '../../feed/painted.ts'
import { calls } from './queueRows.ts'

type Press = { readonly caseId: string; readonly pressId: string }

/**
 * Says which presses have been on the screen. Only what stands in the document counts: a row of its own, or
 * the line that stands for those out of sight.
 *
 * What is drawn is looked at when it is drawn and said two frames later. A drawing that comes meanwhile waits
 * its turn and never takes the place of the one under way: in a storm the queue is drawn more often than the
 * screen, and an alarm must not go unsaid because the next one came.
 */
export const usePaintedRows = (
  list: RefObject<HTMLElement | null>,
  alarms: readonly AlarmItem[],
  topCaseId: string | null,
): void => {
  const epoch = useAlarmsEpoch() + useCoreRestarts()
  const said = useRef({ epoch, presses: new Set<string>() })
  const newest = useRef({ alarms, topCaseId })
  const turn = useRef<{ isUnderWay: boolean; isAskedAgain: boolean; stop: () => void }>({
    isUnderWay: false,
    isAskedAgain: false,
    stop: () => undefined,
  })

  useEffect(() => {
    if (said.current.epoch !== epoch) said.current = { epoch, presses: new Set() }
    newest.current = { alarms, topCaseId }
    const look = () => {
      const place = list.current
      if (!place) return
      const { alarms: all, topCaseId: topId } = newest.current
      const known = said.current.presses
      const drawn = all.filter((alarm) => !known.has(alarm.pressId) && isDrawn(place, alarm))
      const top = isInSight(place, topId) ? topId : null
      turn.current = {
        isUnderWay: true,
        isAskedAgain: false,
        stop: afterPaint(() => {
          keyGuard.painted('queueTop', top, performance.now())
          say(drawn, known)
          const { isAskedAgain } = turn.current
          turn.current.isUnderWay = false
          if (isAskedAgain) look()
        }),
      }
    }
    if (turn.current.isUnderWay) turn.current.isAskedAgain = true
    else look()
  })
  useEffect(
    () => () => {
      turn.current.stop()
      turn.current.isUnderWay = false
    },
    [],
  )
}

const say = (drawn: readonly AlarmItem[], known: Set<string>): void => {
  const presses: Press[] = drawn.map(({ caseId, pressId }) => ({ caseId, pressId }))
  if (presses.length === 0) return
  for (const { pressId } of presses) known.add(pressId)
  call('painted', { presses, probeId: null }).catch(() => {
    // Core was away: said again with the next drawing.
    for (const { pressId } of presses) known.delete(pressId)
  })
}

const isDrawn = (list: HTMLElement, alarm: AlarmItem): boolean =>
  list.querySelector(`[data-press="${alarm.pressId}"]`) !== null ||
  (calls(alarm) && list.parentElement?.querySelector('[data-stands-for-more]') !== null)

const isInSight = (list: HTMLElement, caseId: string | null): boolean => {
  const row = caseId === null ? null : list.querySelector(`[data-case="${caseId}"]`)
  if (!row) return false
  const box = row.getBoundingClientRect()
  const view = list.getBoundingClientRect()
  return box.top >= view.top - 1 && box.top < view.bottom
}
