import { useEffect } from 'react'
import { keyGuard, type Place } from '../../desk/keyGuard.ts'
import { afterPaint } from '../../feed/painted.ts'

/** A key acts on it there once it has stood for half a second. */
export const useStands = (place: Place, what: string): void =>
  useEffect(() => {
    const painted = (thing: string | null) => keyGuard.painted(place, thing, performance.now())
    const stop = afterPaint(() => painted(what))
    return () => {
      stop()
      painted(null)
    }
  }, [place, what])
