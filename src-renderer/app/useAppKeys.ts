import { openDialog, showView, useDesk, type ViewName } from '../desk/desk.ts'
import { useKeys } from '../desk/useKeys.ts'
import { call } from '../feed/bridge.ts'
import { useSessionActions } from '../feed/hooks.ts'

/** How long one press of the key keeps the sound away; it is shown all that time. */
export const muteSeconds = 60

/** Keys that work in the whole window. */
export const useAppKeys = (): void => {
  const may = useSessionActions()
  const toAndFro = (view: ViewName): void => showView(useDesk.getState().view === view ? 'operations' : view)
  useKeys({
    '[Shift]+?': () => openDialog({ kind: 'keys' }),
    e: () => {
      if (may.includes('review')) toAndFro('review')
    },
    w: () => {
      if (may.includes('beginTest')) toAndFro('workbench')
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
