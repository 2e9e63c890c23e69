import { useCallback } from 'react'
import { keepScroll, takeScroll } from './place.ts'

/** A list that has not come by then is shorter than it was. */
const giveUpAfterMs = 5_000

/**
 * For the `ref` of what scrolls: remembers how far, and scrolls it there again after the page was loaded anew, as soon
 * as it is long enough. `name` tells it from others; with a colon for one that belongs to what is open.
 */
export const useScrollPlace = (name: string): ((element: HTMLElement | null) => (() => void) | undefined) =>
  useCallback(
    (element) => {
      if (element === null) return undefined
      const wanted = takeScroll(name)
      const until = performance.now() + giveUpAfterMs
      let frame = 0
      const keep = (): void => keepScroll(name, Math.round(element.scrollTop))
      const follow = (): void => {
        cancelAnimationFrame(frame)
        element.removeEventListener('wheel', follow)
        element.addEventListener('scroll', keep, { passive: true })
      }
      const reach = (): void => {
        element.scrollTop = wanted
        if (element.scrollTop + 1 < wanted && performance.now() < until) frame = requestAnimationFrame(reach)
        else follow()
      }
      if (wanted > 0) {
        // A hand on the wheel knows better where to look.
        element.addEventListener('wheel', follow, { passive: true })
        frame = requestAnimationFrame(reach)
      } else follow()
      return () => {
        cancelAnimationFrame(frame)
        element.removeEventListener('wheel', follow)
        element.removeEventListener('scroll', keep)
      }
    },
    [name],
  )
