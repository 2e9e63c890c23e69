import type { Centre } from '../../src-centre/centre.ts'
import type { Clock } from '../../src-centre/clock.ts'
import { takeReadings } from '../../src-centre/gateway/platform.ts'
import { centreSays } from '../../src-centre/journal/journal.ts'
import { openPractice } from '../../src-centre/practice/index.ts'
import type { RegistryPut } from '../../src-centre/practice-port.ts'
import type { NewReading } from '../../src-centre/store/telemetry.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import type { RegistryRow, RegistryTable } from '../../src-domain/registry/rows.ts'
import { ok } from '../../src-domain/result.ts'
import { centreInstant } from '../../src-domain/time.ts'
import type { Scene } from '../build/history.ts'

const workplaceId = 'desk-1'
const secret = 'the bench has a secret of its own'

/** The practice town, its registry and its locks' readings in a centre; nobody lives or drives in it. */
export const settleTown = async (centre: Centre, residents: number, clock: Clock) => {
  const practice = openPractice({ seed: 1, residents, speed: 0, scenario: null, now: clock.now }, clock)
  const rows = [...practice.registryRows()]
  await centre.putRegistry(rows)
  await Promise.all(practice.accounts().map(({ personId, pin }) => centre.signIn.setPin(personId, pin)))
  await centre.journal.write(() => centre.store.credentials.put('workplace', workplaceId, secret, true))
  // Each crew has its phone: a grant to one that nobody has would end at once.
  await centre.journal.write(() => {
    centre.journal.append(of(rows, 'unit').flatMap(signedOn), centreSays(clock.now(), 'bench'))
  })
  const people = [...practice.accounts()]
  centre.surround({
    travel: practice.travel,
    map: practice.map,
    instruct: async () => ok({ scenarios: [], running: null, speed: 0, people }),
  })
  const locks = of(rows, 'lock')
  await takeReadings(
    centre,
    locks.map((lock, i) => lockReading(lock, i, clock.now())),
  )
  await takeReadings(
    centre,
    of(rows, 'unit').map((unit) => unitReading(unit, 0, clock.now())),
  )
  return { rows, locks, units: of(rows, 'unit'), workplaceId, secret }
}
export type Town = Awaited<ReturnType<typeof settleTown>>

export const of = <T extends RegistryTable>(rows: readonly RegistryPut[], table: T): RegistryRow<T>[] =>
  rows.flatMap((put) => (put.table === table ? [put.row as RegistryRow<T>] : []))

const signedOn = ({ handsetIds: [handsetId], crew: [personId] }: RegistryRow<'unit'>): Draft[] =>
  handsetId && personId ? [{ kind: 'handset.signedOn', caseId: null, payload: { handsetId, personId } }] : []

/** One lock in 250 is in trouble, about as many as in practice: most are locked and well. */
const troubled = 250

export const lockReading = (lock: RegistryRow<'lock'>, turn: number, now: number): NewReading => ({
  kind: 'lock',
  subject: lock.id,
  municipality: lock.municipality,
  at: centreInstant(now),
  receivedAt: now,
  lockState: turn % troubled === 0 ? 'notFullyLocked' : turn % 8 === 0 ? 'unlocked' : 'locked',
  doorState: turn % troubled === 0 ? 'jammed' : 'closed',
  alarms: turn % troubled === 0 ? ['jammed'] : [],
  battery: lock.power === 'mains' ? null : { percent: 40 + (turn % 60), level: 'high' },
  powered: true,
  reachable: true,
  clock: 'set',
})

/** A unit a little further along a circle around its base with each turn. */
export const unitReading = (unit: RegistryRow<'unit'>, turn: number, now: number): NewReading => ({
  kind: 'unit',
  subject: unit.id,
  municipality: unit.municipality,
  at: centreInstant(now),
  receivedAt: now,
  position: [unit.base[0] + 0.01 * Math.cos(turn / 20), unit.base[1] + 0.005 * Math.sin(turn / 20)],
  heading: (turn * 18) % 360,
  status: 'driving',
  coverage: true,
})

/** Homes with their people, doors and a patrol each, to tell stories about. */
export const scenesOf = ({ rows, units, workplaceId: desk }: Town): Scene[] => {
  const homes = new Map(of(rows, 'home').map((home) => [home.id, home]))
  const homeUnits = new Map(of(rows, 'homeUnit').map((unit) => [unit.residentId, unit]))
  const patrols = units.filter((u) => u.kind === 'patrol' && u.crew.length > 0)
  const colleague = of(rows, 'person').filter((p) => p.role === 'operator')[1]
  if (!colleague) throw new Error('a town with one operator')
  return of(rows, 'resident').flatMap((resident, i) => {
    const homeUnit = homeUnits.get(resident.id)
    const home = homes.get(resident.homeId)
    const patrol = patrols[i % patrols.length]
    if (!homeUnit || !home || !patrol || resident.serviceEndedAt !== null) return []
    const doorIds = home.chain.flatMap((step) => (step.kind === 'door' ? [step.doorId] : []))
    return [
      {
        residentId: resident.id,
        homeId: home.id,
        homeUnitId: homeUnit.id,
        cid: homeUnit.cid,
        doorIds,
        patrol: {
          unitId: patrol.id,
          handsetId: patrol.handsetIds[0] ?? '',
          personId: patrol.crew[0] ?? '',
        },
        desk: { personId: colleague.id, workplaceId: desk },
      },
    ]
  })
}
