import { openDialog, useDesk } from '../desk/desk.ts'
import { useKeys } from '../desk/useKeys.ts'
import { call } from '../feed/bridge.ts'

/** How long one press of the key keeps the sound away; it is shown all that time. */
export const muteSeconds = 60

/** Keys that work in the whole window. */
export const useAppKeys = (): void => {
  useKeys({
    '[Shift]+?': () => openDialog({ kind: 'keys' }),
    m: () => void call('mute', { seconds: muteSeconds }),
  })
  useKeys(
    {
      '$mod+k': (event) => {
        event.preventDefault()
        if (useDesk.getState().dialog === null) openDialog({ kind: 'palette' })
      },
    },
    { always: true },
  )
}
