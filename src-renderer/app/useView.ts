import { useEffect } from 'react'
import { showView, useDesk, type ViewName } from '../desk/desk.ts'
import { keyGuard } from '../desk/keyGuard.ts'
import { useSessionActions } from '../feed/hooks.ts'

/** The view that is shown: the one that was chosen, as long as whoever sits here may see it. */
export const useView = (): ViewName => {
  const chosen = useDesk((desk) => desk.view)
  const mayReview = useSessionActions().includes('review')
  const view = chosen === 'review' && !mayReview ? 'operations' : chosen
  useEffect(() => {
    if (view !== chosen) showView(view)
    // Whatever stood in the place of the open case has to stand there anew before a key acts on it.
    return () => keyGuard.painted('openCase', null, performance.now())
  }, [view, chosen])
  return view
}
