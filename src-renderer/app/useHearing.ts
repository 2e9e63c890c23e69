import { useNow } from '../feed/clock.ts'
import { useHealth } from '../feed/hooks.ts'
import { type Hearing, hearing } from './hearing.ts'

const listeningSince = Date.now()

export const useHearing = (): Hearing => {
  const health = useHealth()
  const now = useNow()
  return hearing(health, Date.now(), now, listeningSince)
}
