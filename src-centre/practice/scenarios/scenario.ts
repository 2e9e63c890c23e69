import type { Direction } from '../actors/directions.ts'
import type { Tide } from '../traffic/day.ts'
import type { Condition, Device } from '../traffic/scaip.ts'

/** Who is needed, told by the way into the home. The nearest match to a patrol on shift is taken. */
export type Casting =
  /** Behind a street door and a flat door, both with a lock that our keys open. */
  | 'twoLocks'
  /** A house or flat of which the door has a chain. */
  | 'chain'
  /** A house with one lock that our keys open. */
  | 'house'
  /** Anybody. */
  | 'anybody'

export type Step = { readonly at: number } & (
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
)

/** Data alone: times are seconds of life after its start, and steps stand in their order. */
export type Scenario = {
  readonly name: string
  readonly cast: Readonly<Record<string, Casting>>
  /** What the ordinary traffic does meanwhile. */
  readonly tide: Tide
  readonly steps: readonly Step[]
}
