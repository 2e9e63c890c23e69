import { type DeskLimits, lockWarning } from '../../../src-domain/desk/limits.ts'
import { type Ms, second } from '../../../src-domain/time.ts'

export type IdlePorts = {
  readonly limits: () => DeskLimits
  /** An open alarm is one's own here. */
  readonly hasOwn: () => boolean
  /** A clock that only runs forwards: a clock that is put right locks nobody out. */
  readonly now: () => Ms
}

/** How long nobody has touched key or mouse in a window of ours. */
export const openIdle = ({ limits, hasOwn, now }: IdlePorts) => {
  let touchedAt = now()
  const allowed = (): Ms | null => {
    const { lockAfterSeconds, lockAfterOwnSeconds } = limits()
    if (lockAfterSeconds === 0) return null
    return (hasOwn() ? Math.max(lockAfterSeconds, lockAfterOwnSeconds) : lockAfterSeconds) * second
  }
  const left = (): Ms | null => {
    const most = allowed()
    return most === null ? null : most - (now() - touchedAt)
  }
  return {
    touched: (): void => {
      touchedAt = now()
    },
    isDue: (): boolean => (left() ?? 1) <= 0,
    /** Until the screen locks, once it is time to say so; null before. */
    warning: (): Ms | null => {
      const rest = left()
      return rest !== null && rest <= lockWarning ? Math.max(0, rest) : null
    },
  }
}
