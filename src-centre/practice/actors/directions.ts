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
  /** The house swallows the phone's signal. */
  | { readonly kind: 'noCoverage' }
  /** Nothing is out of the ordinary: coverage, no forgotten bag. */
  | { readonly kind: 'smooth' }

export type Directions = {
  readonly give: (homeId: string, direction: Direction) => void
  readonly has: (homeId: string | null, kind: Direction['kind']) => boolean
  readonly any: (homeId: string) => boolean
  readonly clear: () => void
}

export const makeDirections = (): Directions => {
  const given = new Map<string, Direction[]>()
  return {
    give: (homeId, direction) => given.set(homeId, [...(given.get(homeId) ?? []), direction]),
    has: (homeId, kind) => homeId !== null && (given.get(homeId) ?? []).some((d) => d.kind === kind),
    any: (homeId) => given.has(homeId),
    clear: () => given.clear(),
  }
}
