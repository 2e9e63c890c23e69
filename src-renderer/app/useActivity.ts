import { useEffect } from 'react'
import { call } from '../feed/bridge.ts'
import { useFeed } from '../feed/store.ts'

/** Core is told at most this often that somebody is there; at once when it is about to lock. */
const every = 5_000
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

const isAboutToLock = (): boolean => {
  const { session } = useFeed.getState()
  return session.state === 'signedIn' && session.locksAt !== null
}

/** Tells core that key or mouse was touched in this window. */
export const useActivity = (): void => {
  useEffect(() => {
    let saidAt = Number.NEGATIVE_INFINITY
    const touched = () => {
      const now = performance.now()
      if (now - saidAt < every && !isAboutToLock()) return
      saidAt = now
      // A core that is away counts from its next start.
      call('active', {}).catch(() => undefined)
    }
    for (const sign of signs) window.addEventListener(sign, touched, { capture: true, passive: true })
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touched, { capture: true })
    }
  }, [])
}
