import type { z } from 'zod'
import type { contact } from '../../../src-domain/registry/rows.ts'
import type { Random } from '../random.ts'
import { fullName, makeName, type Name, phoneNumber } from './names.ts'

type Contact = z.infer<typeof contact>

const relations: readonly (readonly [
  relation: string,
  woman: boolean,
  younger: number,
  sameFamily: number,
])[] = [
  ['Datter', true, 28, 0.55],
  ['Sønn', false, 28, 0.9],
  ['Svigerdatter', true, 28, 0.7],
  ['Barnebarn', true, 52, 0.5],
  ['Søster', true, -2, 0.3],
  ['Bror', false, 3, 0.9],
  ['Niese', true, 25, 0.3],
  ['Nabo', false, 12, 0],
  ['Venninne', true, 1, 0],
]

/** None to three people who may be called; `taken` numbers them on from the resident's own. */
export const makeContacts = (random: Random, of: Name, birthYear: number, taken: number): Contact[] => {
  const count = random.pick([0, 1, 1, 2, 2, 2, 3])
  return random
    .shuffle(relations)
    .slice(0, count)
    .map(([relation, woman, younger, sameFamily], i) => {
      const name = makeName(random, birthYear + younger, woman)
      const family = random.chance(sameFamily) ? of.family : name.family
      return { name: fullName({ ...name, family }), relation, phone: phoneNumber(taken + i + 1) }
    })
}
