import { useEffect, useState } from 'react'
import { call } from './bridge.ts'
import { useAlarmsEpoch, useProbeId } from './hooks.ts'

/**
 * Calls back once what stands in the document now has really been on the screen: the first frame draws it,
 * the second comes only after the first was handed over. A page that knows itself hidden waits until it is not. One in a
 * hidden or minimised window gets frames like any other, and may not know (`backgroundThrottling: false`): that such a
 * window counts for nothing is core's business, which the shell tells of it. Returns how to give up.
 */
export const afterPaint = (then: () => void): (() => void) => {
  let frame = 0
  const draw = (): void => {
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (document.visibilityState === 'visible') then()
        else document.addEventListener('visibilitychange', draw, { once: true })
      })
    })
  }
  draw()
  return () => {
    cancelAnimationFrame(frame)
    document.removeEventListener('visibilitychange', draw)
  }
}

/** Says that a test alarm has been on the screen, which proves the way of every real one. */
export const useProbePainted = (): void => {
  const probeId = useProbeId()
  useEffect(() => {
    if (probeId === null) return
    return afterPaint(() => {
      void call('painted', { presses: [], probeId })
    })
  }, [probeId])
}

/** Whether the queue has been on the screen; core hears of each time that it was told whole and drawn. */
export const useQueueDrawn = (): boolean => {
  const epoch = useAlarmsEpoch()
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => {
    if (epoch === 0) return undefined
    return afterPaint(() => {
      setDrawn(true)
      // A core that dies meanwhile tells the queue anew.
      call('queueDrawn', {}).catch(() => undefined)
    })
  }, [epoch])
  return isDrawn
}
