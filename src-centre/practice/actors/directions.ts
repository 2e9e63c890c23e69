import type { Cancel } from '../../clock.ts'
import type { Doors } from './doors.ts'
import type { FragilePhone } from './fragile.ts'

/** What a scenario wants to happen at a home; without a word from it a visit goes as visits go. */
export type Direction =
  /** The bolt moves but the chain holds: it has to be cut, and the door opened again. */
  | { readonly kind: 'chainOn' }
  /** They stand before the neighbour's door first. */
  | { readonly kind: 'wrongDoorFirst' }
  /** The car stops on the way and says nothing. */
  | { readonly kind: 'neverArrives' }
  /** They take the key from the box or the cabinet. */
  | { readonly kind: 'useKeyStore' }
  /** Nobody of them knows the shared code of the private lock: they wait until it is read out. */
  | { readonly kind: 'codeUnknown' }
  /** The house swallows the phone's signal. */
  | { readonly kind: 'noCoverage' }
  /** They wait in the stairs until the lease has run out, and try the door with it all the same. */
  | { readonly kind: 'lingers' }
  /** A visit of a minute or two. */
  | { readonly kind: 'briefly' }
  /** The bag is still inside: they come back once the doors have locked themselves behind them. */
  | { readonly kind: 'comesBack' }
  /** The same, when the time for coming in again is over. */
  | { readonly kind: 'comesBackLate' }
  /** Nothing is out of the ordinary: coverage, no forgotten bag. */
  | { readonly kind: 'smooth' }

/** How far a visit has come: at the house, past its first door, before the last with a key for it, in, and gone. */
export type Moment = 'arrived' | 'upstairs' | 'tries' | 'inside' | 'left'

/** What there is for whoever plays on from a moment of a visit. */
export type Visited = {
  readonly phone: FragilePhone
  readonly doors: Doors
  /** In walking order. */
  readonly doorIds: readonly string[]
}

export type Directions = {
  readonly give: (homeId: string, direction: Direction) => void
  readonly has: (homeId: string | null, kind: Direction['kind']) => boolean
  /** Runs once, the next time that a visit there comes so far. */
  readonly when: (homeId: string, moment: Moment, run: (visited: Visited) => void) => Cancel
  readonly reached: (homeId: string | null, moment: Moment, visited: Visited) => void
  readonly clear: () => void
}

export const makeDirections = (): Directions => {
  const given = new Map<string, Direction[]>()
  const waiting = new Set<{
    readonly homeId: string
    readonly moment: Moment
    readonly run: (visited: Visited) => void
  }>()
  return {
    give: (homeId, direction) => given.set(homeId, [...(given.get(homeId) ?? []), direction]),
    has: (homeId, kind) => homeId !== null && (given.get(homeId) ?? []).some((d) => d.kind === kind),
    when: (homeId, moment, run) => {
      const one = { homeId, moment, run }
      waiting.add(one)
      return () => waiting.delete(one)
    },
    reached: (homeId, moment, visited) => {
      for (const one of waiting)
        if (one.homeId === homeId && one.moment === moment) {
          waiting.delete(one)
          one.run(visited)
        }
    },
    clear: () => {
      given.clear()
      waiting.clear()
    },
  }
}
