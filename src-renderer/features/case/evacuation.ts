import type { Need } from '../../../src-domain/registry/rows.ts'
import type { IncidentView } from '../../../src-preload/contract/access.ts'

export type Evacuee = {
  readonly resident: IncidentView['homes'][number]['residents'][number]
  readonly flat: string | null
  readonly floor: number | null
}

/** Who cannot get out alone, the least able first; oxygen endangers those who come as well. Ours, not from a source. */
const mustBeHelped: readonly Need[] = [
  'bedbound',
  'wheelchair',
  'walker',
  'dementia',
  'sight',
  'hearing',
  'oxygen',
]

const rank = ({ resident }: Evacuee): number => {
  const ranks = resident.needs.map((need) => mustBeHelped.indexOf(need)).filter((n) => n >= 0)
  return ranks.length === 0 ? mustBeHelped.length : Math.min(...ranks)
}

const has = ({ resident }: Evacuee, need: Need): boolean => resident.needs.includes(need)

/** Everybody in the block: first those who must be fetched or helped, then the others, each from the ground up. */
export const evacuees = (
  homes: IncidentView['homes'],
): { readonly helped: readonly Evacuee[]; readonly others: readonly Evacuee[] } => {
  const all = homes
    .flatMap(({ residents, flat, floor }) => residents.map((resident) => ({ resident, flat, floor })))
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        Number(has(b, 'oxygen')) - Number(has(a, 'oxygen')) ||
        (a.floor ?? 0) - (b.floor ?? 0) ||
        (a.flat ?? '').localeCompare(b.flat ?? '', 'nb'),
    )
  return {
    helped: all.filter((one) => rank(one) < mustBeHelped.length),
    others: all.filter((one) => rank(one) === mustBeHelped.length),
  }
}

/** What of their needs matters in a fire, the gravest first. */
export const needsInFire = (needs: readonly Need[]): readonly Need[] =>
  mustBeHelped.filter((need) => needs.includes(need))
