import { type Ms, minute, second } from '../../../src-domain/time.ts'
import { everyLife, type Pace } from '../pace.ts'
import type { Random } from '../random.ts'
import { batteryAt, type Equipment, type LockFacts } from './equipment.ts'

const tick = 5 * second
/** A home unit answers its supervision this often (`domain.md`, Numbers). */
const supervision = 15 * minute
/** Ours: how often a door with a thumb-turn or cylinder is used in a day, and how long it then stays unlocked. */
const usesADay = 5
/** At high speed the day would bring more readings than a real platform: more than this in one tick are left out. */
const mostInTick = 250
/** Ours: mean time between two new troubles among 2,000 residents; EEMUA 191's steady rate is one in ten minutes. */
const troubleEvery = 25 * minute
const day = 24 * 60 * minute

/** Chance, relative to the mean, that somebody goes in or out at that hour. */
const doorRhythm = [
  0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 1.2, 1.9, 1.8, 1.7, 1.7, 1.8, 1.7, 1.7, 1.8, 1.7, 1.5, 1.3, 1.1, 0.9,
  0.6, 0.3, 0.2,
]

/** Doors are used and locked again, batteries age, a little goes wrong and is put right. Returns its end. */
export const liveDays = (
  random: Random,
  pace: Pace,
  equipment: Equipment,
  hourOfDay: () => number,
  /** Locks that a patrol is at, or that a scenario needs as they are. */
  spared: (lockId: string) => boolean,
): (() => void) => {
  const later = new Set<() => void>()
  const after = (delay: Ms, run: () => void) => {
    const cancel = pace.after(delay, () => {
      later.delete(cancel)
      run()
    })
    later.add(cancel)
  }
  const used = equipment.lockIds.filter((id) => equipment.lock(id)?.battery)
  let supervised = 0
  const stop = everyLife(pace, tick, () => {
    const rhythm = doorRhythm[hourOfDay()] ?? 1
    for (let n = howMany(random, (used.length * usesADay * rhythm * tick) / day); n > 0; n -= 1)
      comeAndGo(random, equipment, random.pick(used), spared, after)
    const share = (equipment.homeUnitIds.length * tick) / supervision
    for (let n = howMany(random, share); n > 0; n -= 1) {
      const id = equipment.homeUnitIds[supervised++ % equipment.homeUnitIds.length]
      if (id !== undefined) equipment.changeHomeUnit(id, {})
    }
    const crowd = Math.sqrt(used.length / 2_000)
    if (used.length > 0 && random.chance((crowd * tick) / troubleEvery))
      goWrong(random, equipment, random.pick(used), spared, after)
  })
  return () => {
    stop()
    for (const cancel of later) cancel()
  }
}

/** A whole number with the given mean. */
const howMany = (random: Random, mean: number): number =>
  Math.min(mostInTick, Math.floor(mean) + (random.chance(mean % 1) ? 1 : 0))

type After = (delay: Ms, run: () => void) => void

const isWell = (facts: LockFacts): boolean =>
  facts.alarms.length === 0 && facts.reachable && facts.powered && facts.doorState === 'closed'

const comeAndGo = (
  random: Random,
  equipment: Equipment,
  id: string,
  spared: (lockId: string) => boolean,
  after: After,
): void => {
  const facts = equipment.lock(id)
  if (!facts || !isWell(facts) || spared(id)) return
  const battery =
    facts.battery && batteryAt(Math.max(1, facts.battery.percent - (random.chance(0.02) ? 1 : 0)))
  const wasOpen = facts.lockState === 'unlocked'
  equipment.changeLock(id, { lockState: wasOpen ? 'locked' : 'unlocked', battery })
  if (wasOpen) return
  after(random.between(20 * second, 6 * minute), () => {
    const now = equipment.lock(id)
    if (now && isWell(now) && !spared(id)) equipment.changeLock(id, { lockState: 'locked' })
  })
}

const goWrong = (
  random: Random,
  equipment: Equipment,
  id: string,
  spared: (lockId: string) => boolean,
  after: After,
): void => {
  const facts = equipment.lock(id)
  if (!facts || !isWell(facts) || spared(id)) return
  const [change, mends] = random.pick(passing)
  equipment.changeLock(id, change)
  after(random.between(mends / 3, mends * 1.7), () => {
    if (spared(id)) return
    equipment.changeLock(id, mended)
  })
}

const mended: Partial<LockFacts> = {
  doorState: 'closed',
  lockState: 'locked',
  alarms: [],
  reachable: true,
  clock: 'set',
}

/** What goes wrong and how long it usually lasts. */
const passing: readonly (readonly [change: Partial<LockFacts>, mends: Ms])[] = [
  [{ doorState: 'jammed', lockState: 'notFullyLocked', alarms: ['jammed'] }, 40 * minute],
  [{ doorState: 'ajar', lockState: 'unlocked', alarms: ['ajar'] }, 12 * minute],
  [{ doorState: 'ajar', lockState: 'unlocked', alarms: ['ajar'] }, 12 * minute],
  [{ reachable: false, lockState: 'unknown', doorState: 'unknown' }, 30 * minute],
  [{ clock: 'lost' }, 90 * minute],
]
