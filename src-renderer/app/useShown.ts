import { useEffect } from 'react'
import { openCase, reopenCase } from '../desk/desk.ts'
import { on } from '../feed/bridge.ts'
import { useCore, useCoreRestarts } from '../feed/hooks.ts'

/** Keeps the open case open: a notification may ask for one, and a core that was restarted has forgotten it. */
export const useShown = (): void => {
  useEffect(() => on('show', ({ caseId }) => openCase(caseId)), [])
  const restarts = useCoreRestarts()
  const core = useCore()
  useEffect(() => {
    if (restarts > 0 && core === 'running') reopenCase()
  }, [restarts, core])
}
