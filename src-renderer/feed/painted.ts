import { useEffect } from 'react'
import { call } from './bridge.ts'
import { useProbeId } from './hooks.ts'

/**
 * Calls back once what stands in the document now has really been on the screen: the first frame draws it,
 * the second comes only after the first was handed over. A window that is hidden gets no frames, and so
 * never says that anybody could see an alarm. Returns how to give up.
 */
export const afterPaint = (then: () => void): (() => void) => {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      if (document.visibilityState === 'visible') then()
      else frame = requestAnimationFrame(then)
    })
  })
  return () => cancelAnimationFrame(frame)
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
