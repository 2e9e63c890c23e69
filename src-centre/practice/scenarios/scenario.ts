import type { Direction, Moment } from '../actors/directions.ts'
import type { LockFacts } from '../telemetry/equipment.ts'
import type { Tide } from '../traffic/day.ts'
import type { Condition, Device } from '../traffic/scaip.ts'

/** Who is needed, told by the way into the home. The nearest match to a patrol on shift is taken. */
export type HomeCasting =
  /** Behind a street door and a flat door, both with a lock that our keys open. */
  | 'twoLocks'
  /** The same, with a spare key in a cabinet. */
  | 'spareKey'
  /** A house or flat of which the door has a chain. */
  | 'chain'
  /** A house with one lock that our keys open. */
  | 'house'
  /** The same, with a keypad at the flat door. */
  | 'keypad'
  /** The last door has a private lock with a shared code; our keys open those before it. */
  | 'privateLock'
  /** The key has to be fetched from a cabinet on the way. */
  | 'keyCabinet'
  /** Anybody. */
  | 'anybody'

export type Casting =
  | HomeCasting
  /** Behind two locks, with a provider whose own patrol drives in every shift. */
  | 'ownPatrol'
  /** In a block where many live behind locks that our keys open. */
  | 'block'
  /** In the same block as whoever was cast before. */
  | 'sameBlock'

/** What happens; `who`: whom it happens to, by the name in the cast. */
type Act =
  | { readonly do: 'press'; readonly who: string; readonly device: Device; readonly text?: string }
  | { readonly do: 'cancel'; readonly who: string; readonly device: Device }
  | { readonly do: 'condition'; readonly who: string; readonly condition: Condition }
  /** As it stands, whatever it is. */
  | { readonly do: 'raw'; readonly text: string }
  | { readonly do: 'direct'; readonly who: string; readonly direction: Direction }
  /** So many different residents press, spread evenly over so many seconds. */
  | { readonly do: 'many'; readonly count: number; readonly within: number }
  /** The grid around somebody's home goes dark, and comes back after so many minutes. */
  | { readonly do: 'powerCut'; readonly who: string; readonly minutes: number }
  /** What befalls the lock of somebody's last door. */
  | { readonly do: 'lock'; readonly who: string; readonly change: Partial<LockFacts> }
  /** Another provider takes over, by the registry. */
  | { readonly do: 'changeProvider'; readonly who: string }
  /** Moved, or dead: no service any more. */
  | { readonly do: 'endService'; readonly who: string }

/** What happens around a visit, to whoever is there and what they have with them. */
type VisitAct =
  /** The crew's phone: without power, mislaid, or whole again. */
  | { readonly do: 'phone'; readonly becomes: 'dead' | 'lost' | 'well' }
  /** Whoever found the lost phone tries the last door until it says no, and then hands the phone in. */
  | { readonly do: 'find' }
  /** Somebody with a radio listens at the last door. */
  | { readonly do: 'eavesdrop' }
  /** The same tries what they heard: once more as it was, and by a phone of their own. */
  | { readonly do: 'tryHeard' }

/** Seconds of life after a visit to somebody has come so far. */
type OnVisit = { readonly when: Moment; readonly to: string; readonly after?: number }

/** `at`: seconds of life after the start. */
export type Step = (({ readonly at: number } | OnVisit) & Act) | OnVisitStep
export type OnVisitStep = OnVisit & VisitAct

/** Data alone. Steps stand in their order. */
export type Scenario = {
  readonly name: string
  readonly cast: Readonly<Record<string, Casting>>
  /** What the ordinary traffic does meanwhile. */
  readonly tide: Tide
  readonly steps: readonly Step[]
}

/** Nothing but what the scenario says, so that one thing can be learnt at a time. */
export const still: Tide = { rate: 0, hour: null, mostWaiting: 6 }
