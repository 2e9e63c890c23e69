import type { Push, Pushes } from '../../../src-preload/contract/contract.ts'
import { type Held, heldFor } from './squash.ts'

/**
 * What a window is told as fast as it can take it in. It says of each push that it has had its turn with it; so many of
 * a lane may be under way before that. What comes meanwhile is squashed, so that a busy window is told what is, and not
 * everything that was. Alarms have a lane of their own: nothing quiet stands before them.
 */
const credit = { urgent: 4, quiet: 2 } as const
type Lane = keyof typeof credit

const laneOf = (name: Push): Lane => {
  switch (name) {
    case 'alarms':
    case 'case':
    case 'clocks':
    case 'command':
    case 'health':
    case 'probe':
    case 'session':
      return 'urgent'
    case 'access':
    case 'alerts':
    case 'bench':
    case 'benchSamples':
    case 'homes':
    case 'units':
      return 'quiet'
  }
}

/** Those that are held go out in this order: nothing that is said of an alarm comes before it. */
const inOrder: readonly Push[] = [
  'alarms',
  'session',
  'health',
  'clocks',
  'probe',
  'case',
  'command',
  'access',
  'units',
  'alerts',
  'bench',
  'benchSamples',
  'homes',
]

export const openCredit = (post: (name: Push, value: unknown) => void) => {
  const underWay = { urgent: 0, quiet: 0 }
  const held = new Map<Push, Held>()
  /** A window that has never said so is told everything at once. */
  let says = false

  const isFull = (lane: Lane) => says && underWay[lane] >= credit[lane]
  const send = (name: Push, value: unknown) => {
    underWay[laneOf(name)] += 1
    post(name, value)
  }

  return {
    push: <P extends Push>(name: P, value: Pushes[P]): void => {
      const waiting = held.get(name) ?? heldFor(name)
      held.set(name, waiting)
      if (waiting.isEmpty() && !isFull(laneOf(name))) send(name, value)
      else waiting.add(value)
    },
    /** The window has had its turn with one of these. */
    had: (name: Push): void => {
      says = true
      const lane = laneOf(name)
      underWay[lane] = Math.max(0, underWay[lane] - 1)
      for (const next of inOrder) {
        if (laneOf(next) !== lane) continue
        const waiting = held.get(next)
        while (waiting?.isEmpty() === false && !isFull(lane)) send(next, waiting.take())
        if (isFull(lane)) return
      }
    },
  }
}
export type Credit = ReturnType<typeof openCredit>
