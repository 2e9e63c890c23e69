import { useMachineNow, useNow } from '../feed/clock.ts'
import { useHealth } from '../feed/hooks.ts'
import { type Hearing, hearing } from './hearing.ts'

const listeningSince = Date.now()

export const useHearing = (): Hearing => {
  const health = useHealth()
  const now = useNow()
  const machineNow = useMachineNow()
  return hearing(health, machineNow, now, listeningSince)
}
