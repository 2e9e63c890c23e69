import { useState } from 'react'
import type { Refusal } from '../../src-domain/result.ts'
import { type Ms, second } from '../../src-domain/time.ts'
import { call } from './bridge.ts'
import { serverNow, useNowAs } from './clock.ts'
import { useFeed } from './store.ts'

/** The centre's word counts, and may be a little earlier than this window's: rather ask once more than be refused. */
const margin: Ms = 15 * second

export type Proof = {
  /** The PIN has to be said before this is done. */
  readonly isNeeded: boolean
  /** It was so from the start: the field takes the focus, which it must not take from somebody who writes. */
  readonly isFirst: boolean
  readonly pin: string
  readonly setPin: (pin: string) => void
  readonly error: Refusal | 'missing' | null
  readonly isChecking: boolean
  /** Checks it where it is needed; true when the command may be asked for. */
  readonly prove: () => Promise<boolean>
}

const provenUntil = (): Ms => {
  const { session } = useFeed.getState()
  return session.state === 'signedIn' ? session.provenUntil : 0
}

/** For a dialog that opens a door: the PIN in place, when it was said too long ago. */
export const useProof = (): Proof => {
  const until = useFeed(({ session }) => (session.state === 'signedIn' ? session.provenUntil : 0))
  const isNeeded = useNowAs((now) => Number(now > until - margin)) === 1
  const [isFirst] = useState(isNeeded)
  const [pin, setPin] = useState('')
  const [error, setError] = useState<Proof['error']>(null)
  const [isChecking, setChecking] = useState(false)
  const prove = async (): Promise<boolean> => {
    if (isChecking) return false
    if (serverNow() <= provenUntil() - margin) return true
    if (pin === '') {
      setError('missing')
      return false
    }
    setChecking(true)
    const answer = await call('prove', { pin }).finally(() => setChecking(false))
    setPin('')
    setError(answer.ok ? null : answer.error)
    return answer.ok
  }
  return { isNeeded, isFirst, pin, setPin, error, isChecking, prove }
}
