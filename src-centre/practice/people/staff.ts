import type { RegistryRow, Role } from '../../../src-domain/registry/rows.ts'
import type { Random } from '../random.ts'
import { fullName, initialsOf, makeName, phoneNumber } from './names.ts'

export type Person = RegistryRow<'person'>
export type Workplace = RegistryRow<'workplace'>
export type Account = { readonly personId: string; readonly pin: string }

/** Who may sign in at a practice console; each has a PIN that the sign-in screen tells, since nobody is real. */
const desk: readonly (readonly [role: Role, count: number])[] = [
  ['operator', 8],
  ['supervisor', 2],
  ['technician', 1],
  ['trainee', 2],
]

export const makeStaff = (
  random: Random,
  municipality: string,
): { people: Person[]; accounts: Account[] } => {
  const people: Person[] = []
  const taken = new Set<string>()
  // Colleagues know one another by their initials: nobody at the desks shares them.
  const somebody = (role: Role, id: string): Person => {
    let person = makePerson(random, municipality, role, id)
    while (taken.has(person.initials)) person = makePerson(random, municipality, role, id)
    taken.add(person.initials)
    return person
  }
  for (const [role, count] of desk)
    for (let i = 1; i <= count; i += 1) people.push(somebody(role, `${role}-${i}`))
  return { people, accounts: makeAccounts(random, people) }
}

export const makeAccounts = (random: Random, people: readonly Person[]): Account[] =>
  people.map((p) => ({ personId: p.id, pin: String(random.int(0, 9_999)).padStart(4, '0') }))

export const makePerson = (random: Random, municipality: string, role: Role, id: string): Person => {
  const woman = random.chance(role === 'responder' ? 0.6 : 0.5)
  const name = makeName(random, random.int(1962, 2000), woman)
  return { id, municipality, name: fullName(name), initials: initialsOf(name).toUpperCase(), role }
}

export const makeWorkplaces = (municipality: string): Workplace[] => [
  ...[1, 2, 3, 4].map((n) => ({
    id: `desk-${n}`,
    municipality,
    name: `Plass ${n}`,
    phone: phoneNumber(990 + n),
  })),
  { id: 'wall', municipality, name: 'Storskjerm', phone: phoneNumber(990) },
]
