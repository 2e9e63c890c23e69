import type { z } from 'zod'
import { ascii } from '../../../src-domain/access/bytes.ts'
import { namedUuid } from '../../../src-domain/access/namedUuid.ts'
import { hour, type Ms } from '../../../src-domain/time.ts'
import type { fromPlatform } from '../../../src-domain/wire/field.ts'
import { accessCrypto } from '../../crypto.ts'
import type { Random } from '../random.ts'
import { homeOf, living } from '../scenarios/cast.ts'
import type { Municipality } from './municipality.ts'
import { fullName, makeName } from './names.ts'
import type { Resident } from './residents.ts'

export type AppGrant = z.input<typeof fromPlatform.residentGrants>['given'][number]
type Kind = AppGrant['kind']

/** One in so many lets somebody in by the maker's own app; in a large town no more than a person can look at. Ours. */
const oneIn = 25
const most = 80
const day = 24 * hour

/** What residents and relatives have given when practice begins: the same for the same seed on the same day. */
export const makeResidentGrants = (
  random: Random,
  m: Municipality,
  now: Ms,
  /** Gives a relative standing access whatever the lot says. */
  always: Resident,
): readonly AppGrant[] => {
  const givers = random
    .shuffle(living(m))
    .filter((one) => one.id !== always.id && doorsFor(m, one).length > 0)
    .slice(0, Math.min(most, Math.ceil(m.residents.length / oneIn)))
  const kinds: readonly Kind[] = ['standing', 'standing', 'period', 'once']
  return [
    ...(doorsFor(m, always).length > 0 ? [appGrant(random, m, always, 'standing', now)] : []),
    ...givers.map((one) => appGrant(random, m, one, random.pick(kinds), now)),
  ]
}

/** Doors with a lock that the maker's app can open. */
export const doorsFor = (m: Municipality, resident: Resident): readonly string[] =>
  homeOf(m, resident).chain.flatMap((step) => {
    const door = step.kind === 'door' ? m.doors.get(step.doorId) : undefined
    return door && m.locks.get(door.lockId ?? '')?.traceable ? [door.id] : []
  })

export const appGrant = (random: Random, m: Municipality, to: Resident, kind: Kind, now: Ms): AppGrant => {
  const begins = now - (now % day)
  const about = `${to.id}/${kind}/${kind === 'standing' ? '' : begins}`
  const common = {
    grantId: namedUuid('vaktrom-practice-app-grant/1\n', ascii(about), accessCrypto),
    residentId: to.id,
    doorIds: [...doorsFor(m, to)],
    kind,
  }
  const stranger = fullName(makeName(random, random.int(1955, 2000), random.chance(0.5)))
  switch (kind) {
    // A daughter or a son, as a rule.
    case 'standing':
      return {
        ...common,
        givenBy: 'resident',
        from: begins - random.int(20, 400) * day,
        until: null,
        name: to.contacts[0]?.name ?? stranger,
      }
    // A neighbour, while the family is away.
    case 'period':
      return {
        ...common,
        givenBy: random.chance(0.6) ? 'relative' : 'resident',
        from: begins - random.int(0, 3) * day,
        until: begins + random.int(3, 12) * day,
        name: stranger,
      }
    // Somebody who comes to clean or to mend.
    case 'once':
      return { ...common, givenBy: 'resident', from: begins, until: begins + day, name: stranger }
  }
}
