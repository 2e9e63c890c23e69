import { hour, type Ms, minute } from '../../../src-domain/time.ts'
import type { Lock } from '../people/doors.ts'
import type { Municipality } from '../people/municipality.ts'
import type { Random } from '../random.ts'
import {
  batteryAt,
  type Equipment,
  type HomeUnitFacts,
  type Known,
  type LockFacts,
  makeEquipment,
} from './equipment.ts'

/** Troubles that stand when practice begins, for 2,000 residents; more people have more, though not in step. */
const troubles: readonly (readonly [trouble: Partial<LockFacts>, count: number])[] = [
  [{ doorState: 'jammed', lockState: 'notFullyLocked', alarms: ['jammed'] }, 2],
  [{ doorState: 'ajar', lockState: 'unlocked', alarms: ['ajar'] }, 1],
  [{ reachable: false, lockState: 'unknown', doorState: 'unknown' }, 2],
  [{ clock: 'lost' }, 1],
  [{ battery: batteryAt(2) }, 1],
  [{ battery: batteryAt(9) }, 3],
  [{ battery: batteryAt(13) }, 2],
]

/**
 * The latest reading of every lock that reports (a private one does not) and every home unit. Locks with a
 * battery speak when they are used and once a day, so the age of their evidence varies; a few are long silent.
 * @param spared locks that begin locked, healthy and freshly read
 */
export const firstEquipment = (
  random: Random,
  m: Municipality,
  now: () => Ms,
  spared: ReadonlySet<string>,
): Equipment => {
  const start = now()
  const reporting = [...m.locks.values()].filter((lock) => lock.traceable)
  const locks = new Map<string, Known<LockFacts>>()
  for (const lock of reporting)
    locks.set(lock.id, {
      facts: spared.has(lock.id) ? healthy(lock, 82) : ordinary(random, lock),
      at: spared.has(lock.id) ? start - 4 * minute : start - evidenceAge(random, lock),
    })
  trouble(random, reporting, locks, spared, m.residents.length)
  const homeUnits = new Map<string, Known<HomeUnitFacts>>()
  for (const unit of m.homeUnits.values())
    homeUnits.set(unit.id, {
      facts: { mains: true, battery: batteryAt(random.between(88, 100)), reachable: true },
      at: start - Math.floor(random.between(0, 15 * minute)),
    })
  return makeEquipment(m.id, now, locks, homeUnits)
}

const healthy = (lock: Lock, percent: number): LockFacts => ({
  lockState: 'locked',
  doorState: 'closed',
  alarms: [],
  battery: lock.power === 'mains' ? null : batteryAt(percent),
  powered: true,
  reachable: true,
  clock: 'set',
})

const ordinary = (random: Random, lock: Lock): LockFacts => {
  const percent = random.chance(0.025) ? random.between(16, 30) : 31 + 69 * Math.sqrt(random.next())
  const facts = healthy(lock, percent)
  // By day some live behind an unlocked door.
  return lock.model !== 'strike' && random.chance(0.12) ? { ...facts, lockState: 'unlocked' } : facts
}

const evidenceAge = (random: Random, lock: Lock): Ms => {
  if (lock.power === 'mains') return Math.floor(random.between(0, 50 * minute))
  if (random.chance(0.03)) return Math.floor(random.between(25 * hour, 9 * 24 * hour))
  return Math.floor(22 * hour * random.next() ** 2)
}

const trouble = (
  random: Random,
  reporting: readonly Lock[],
  locks: Map<string, Known<LockFacts>>,
  spared: ReadonlySet<string>,
  residents: number,
): void => {
  const scale = Math.max(0.3, (residents / 2_000) ** 0.6)
  const onBattery = reporting.filter((l) => l.power === 'battery' && !spared.has(l.id))
  const unlucky = random.shuffle(onBattery)
  for (const [change, count] of troubles)
    for (let i = 0; i < Math.round(count * scale); i += 1) {
      const lock = unlucky.pop()
      const known = lock && locks.get(lock.id)
      if (!lock || !known) return
      // The door that a resident has just fought with spoke lately; the silent one by its silence did not.
      const silent = change.reachable === false
      const at = known.at + (silent ? -26 * hour : 0)
      locks.set(lock.id, { facts: { ...known.facts, ...change }, at })
    }
}
