import { openDialog, showView, useDesk } from '../desk/desk.ts'
import { useKeys } from '../desk/useKeys.ts'
import { call } from '../feed/bridge.ts'
import { useSessionActions } from '../feed/hooks.ts'

/** How long one press of the key keeps the sound away; it is shown all that time. */
export const muteSeconds = 60

/** Keys that work in the whole window. */
export const useAppKeys = (): void => {
  const mayReview = useSessionActions().includes('review')
  useKeys({
    '[Shift]+?': () => openDialog({ kind: 'keys' }),
    e: () => {
      if (mayReview) showView(useDesk.getState().view === 'review' ? 'operations' : 'review')
    },
    m: () => void call('mute', { seconds: muteSeconds }),
  })
  useKeys(
    {
      // From anywhere, also out of a dialog: what was begun there is behind the lock.
      '$mod+l': (event) => {
        event.preventDefault()
        void call('lock', {})
      },
      '$mod+k': (event) => {
        event.preventDefault()
        if (useDesk.getState().dialog === null) openDialog({ kind: 'palette' })
      },
    },
    { always: true },
  )
}
