import { useCallback, useEffect, useState } from 'react'
import { canDrawNow } from './maplibre.ts'

/** Until a map that was lost is drawn anew: its driver needs a moment, and one that fails again more of them. */
const tryAfter = (losses: number): number => Math.min(10_000, 100 * 2 ** (losses - 1))
/** A map that stood so long had come back well. */
const wellAfter = 30_000

type Life = { readonly n: number; readonly since: number; readonly losses: number; readonly isLost: boolean }

/**
 * The map's lives: a lost WebGL context (a driver that was started again, a screen that slept) ends one, and a new map
 * with a context of its own begins the next. Simpler and surer than to mend the old one.
 */
export const useMapLife = (): { readonly n: number; readonly isLost: boolean; readonly lost: () => void } => {
  const [life, setLife] = useState<Life>(() => ({ n: 0, since: performance.now(), losses: 0, isLost: false }))
  const lost = useCallback(
    () =>
      setLife((now) =>
        now.isLost
          ? now
          : { ...now, isLost: true, losses: performance.now() - now.since > wellAfter ? 1 : now.losses + 1 },
      ),
    [],
  )
  const { isLost, losses } = life
  useEffect(() => {
    if (!isLost) return undefined
    const timer = setTimeout(() => {
      const isBack = canDrawNow()
      setLife((now) =>
        isBack
          ? { n: now.n + 1, since: performance.now(), losses: now.losses, isLost: false }
          : { ...now, losses: now.losses + 1 },
      )
    }, tryAfter(losses))
    return () => clearTimeout(timer)
  }, [isLost, losses])
  return { n: life.n, isLost, lost }
}
