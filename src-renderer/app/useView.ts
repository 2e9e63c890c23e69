import { useEffect } from 'react'
import { showView, useDesk, type ViewName } from '../desk/desk.ts'
import { keyGuard } from '../desk/keyGuard.ts'
import { useSession, useSessionActions } from '../feed/hooks.ts'

/** The view that is shown: the one that was chosen, as long as whoever sits here may see it. */
export const useView = (): ViewName => {
  const chosen = useDesk((desk) => desk.view)
  const mayReview = useSessionActions().includes('review')
  const isSignedIn = useSession().state === 'signedIn'
  const view = isShown(chosen, mayReview, isSignedIn) ? chosen : 'operations'
  useEffect(() => {
    if (view !== chosen) showView(view)
    // Whatever stood in the place of the open case has to stand there anew before a key acts on it.
    return () => keyGuard.painted('openCase', null, performance.now())
  }, [view, chosen])
  return view
}

/** The workbench tells whoever may not use it whom it is for; nobody signed in is told to sign in, which Operations asks for. */
const isShown = (view: ViewName, mayReview: boolean, isSignedIn: boolean): boolean => {
  switch (view) {
    case 'operations':
      return true
    case 'review':
      return mayReview
    case 'workbench':
      return isSignedIn
    default:
      return view satisfies never
  }
}
