import { useMemo } from 'react'
import { compareQueue } from '../../../src-domain/alarm/order.ts'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { serverNow } from '../../feed/clock.ts'
import { useAlarms } from '../../feed/hooks.ts'

/** In a flood, the rest is drawn by the map itself (`AlarmDots`): a page cannot move thousands of pins. */
const pinsAtMost = 120

type Placed = { readonly pins: readonly AlarmItem[]; readonly dots: readonly AlarmItem[] }

const noDots: readonly AlarmItem[] = []

/** Which alarms stand on the map as pins, and which as dots; those that wait come first. */
export const usePlaced = (): Placed => {
  const alarms = useAlarms()
  return useMemo(() => {
    const now = serverNow()
    const sorted = [...alarms].sort(
      (a, b) => Number(b.group === 'waiting') - Number(a.group === 'waiting') || compareQueue(a, b, now),
    )
    // The same nothing each time: a new one would have the whole map drawn again.
    const dots = sorted.length > pinsAtMost ? sorted.slice(pinsAtMost) : noDots
    return { pins: sorted.slice(0, pinsAtMost), dots }
  }, [alarms])
}
