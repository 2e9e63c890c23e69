import { doorsBehind } from '../../../src-domain/access/doorsBehind.ts'
import { signingKeyOf } from '../../../src-domain/access/trustKeys.ts'
import { deskActions } from '../../../src-domain/alarm/actions.ts'
import type { TrustView } from '../../../src-preload/contract/access.ts'
import type { Desk } from './desk.ts'
import { addressOf } from './places.ts'

/** As many doors as are named; the count is of all. */
const namedDoors = 300
const ofKeys = ['rotateKey', 'retireKey', 'strikeOffKey'] as const

/** The centre's signing keys, and the doors that do not know the newest list; null while nobody may see it. */
export const trustOf = (desk: Desk, homesOfDoor: (doorId: string) => readonly string[]): TrustView | null => {
  const row = desk.current.trust()
  if (!row || desk.who() === null) return null
  const signs = signingKeyOf(row)
  const locks = new Map(desk.places.all('lock').map((lock) => [lock.id, lock]))
  const { ours, behind } = doorsBehind(
    row,
    desk.places.all('door'),
    (lockId) => locks.get(lockId),
    (doorId) => desk.current.doorTrust(doorId),
  )
  const actions = deskActions(desk.who())
  return {
    version: row.version,
    keys: row.keys.map(({ keyId, state, at }) => ({ keyId, state, at, signs: keyId === signs })),
    doors: ours,
    behind: behind.length,
    named: behind.slice(0, namedDoors).map(({ door, version }) => {
      const home = desk.places.one('home', homesOfDoor(door.id)[0] ?? null)
      return { doorId: door.id, label: door.label, address: home ? addressOf(home) : null, version }
    }),
    actions: ofKeys.filter((name) => actions.includes(name)),
  }
}
