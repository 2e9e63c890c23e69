import type { Ms } from '../../../src-domain/time.ts'
import { type IdlePorts, openIdle } from './idle.ts'
import type { SessionKeeper } from './session.ts'

export type LeavingPorts = IdlePorts & {
  readonly session: Pick<SessionKeeper, 'who' | 'canUnlock' | 'lock'>
  /** The centre's clock, by which the window counts down. */
  readonly centreNow: () => Ms
  /** When the screen locks is another matter now. */
  readonly changed: () => void
}

/** Whether somebody is still at this desk: the screen of whoever went locks, and says so before it does. */
export const openLeaving = (ports: LeavingPorts) => {
  const { session, changed } = ports
  const idle = openIdle(ports)
  let locksAt: Ms | null = null
  return {
    /** By the centre's clock, once it is time to say so. */
    locksAt: () => locksAt,
    touched: idle.touched,
    /** A hand moved in a window. */
    active: (): void => {
      idle.touched()
      locksAt = null
      changed()
    },
    /** Once a second. */
    look: (): void => {
      if (session.who() === null) return
      // A screen that nobody could unlock any more is left open: somebody may have to see where to send help.
      const mayLock = session.canUnlock()
      if (idle.isDue() && mayLock) {
        locksAt = null
        session.lock('idle')
        return
      }
      const left = idle.warning()
      locksAt = left === null || !mayLock ? null : (locksAt ?? Math.round(ports.centreNow() + left))
      changed()
    },
  }
}
