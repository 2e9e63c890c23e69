import type { Passing, Relay } from '../build/relay.ts'

type Kept = Exclude<Passing, 'drop'>
type Way = 'centreSays' | 'consoleAsks' | 'centreAnswers' | 'consoleAnswers'

/**
 * What else becomes of what passes on one way of the relay; what was lost before stays lost. The answer puts things back
 * as they were, so the last disturbance goes first.
 */
export const disturb = (
  relay: Relay,
  way: Way,
  become: (passing: Kept, name: string) => Passing,
): (() => void) => {
  const before = relay[way]
  relay[way] = (name, body) => {
    const passing = before(name, body)
    return passing === 'drop' ? 'drop' : become(passing, name)
  }
  return () => {
    relay[way] = before
  }
}
