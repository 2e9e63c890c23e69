import type { ResponderView } from '../../../src-preload/contract/view.ts'
import { isHere } from './caseWords.ts'
import { byTravelTime } from './Responders.tsx'

/** Why nobody on this phone can be given access now. */
export type Hindrance = 'otherProvider' | 'blocked' | 'nobodySignedOn'

export type Holder = {
  readonly handsetId: string
  readonly responder: ResponderView
  readonly name: string
  readonly hindrance: Hindrance | null
}

/** Every phone of the units that were sent, the nearest first: whoever gets nothing is listed with the reason. */
export const holdersOf = (responders: readonly ResponderView[]): readonly Holder[] =>
  byTravelTime(responders)
    .filter(isHere)
    .flatMap((responder) =>
      responder.handsets.map((handset) => ({
        handsetId: handset.handsetId,
        responder,
        name: handset.person ? `${handset.person.name} (${responder.name})` : responder.name,
        hindrance: hindranceOf(responder, handset),
      })),
    )

const hindranceOf = (
  responder: ResponderView,
  { person, blockedAt }: ResponderView['handsets'][number],
): Hindrance | null => {
  if (!responder.serves) return 'otherProvider'
  if (blockedAt !== null) return 'blocked'
  return person === null ? 'nobodySignedOn' : null
}
