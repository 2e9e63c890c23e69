import type { Home } from '../people/homes.ts'
import type { Resident } from '../people/residents.ts'
import { batteryAt, type Equipment, type LockFacts } from '../telemetry/equipment.ts'
import { cutPower, gridAround, restorePower } from '../telemetry/powerCut.ts'
import { drawDevice } from '../traffic/rhythm.ts'
import { living, ownLockOf } from './cast.ts'
import type { Play, Stage } from './stage.ts'

export const crowd = (
  { m, callers }: Stage,
  count: number,
  within: number,
  { random, after }: Pick<Play, 'random' | 'after'>,
): void => {
  const people = random.shuffle(living(m)).slice(0, count)
  people.forEach((one, i) => {
    const device = drawDevice(random, one)
    after((i * within) / people.length, () => callers.press(one, device))
  })
}

export const darken = (
  { m, equipment }: Stage,
  middle: Home,
  minutes: number,
  { after, undo }: Pick<Play, 'after' | 'undo'>,
): void => {
  const grid = gridAround(m, middle)
  cutPower(equipment, grid)
  const back = () => restorePower(equipment, grid)
  undo.push(back)
  after(minutes * 60, () => {
    undo.splice(undo.indexOf(back), 1)
    back()
  })
}

/** Shut, locked and sound. */
export const setSound = (equipment: Equipment, lockId: string): void => {
  const battery = equipment.lock(lockId)?.battery ? batteryAt(74) : null
  equipment.changeLock(lockId, {
    lockState: 'locked',
    doorState: 'closed',
    alarms: [],
    powered: true,
    reachable: true,
    clock: 'set',
    battery,
  })
}

export const befallLock = (
  { m, equipment }: Stage,
  home: Home,
  change: Partial<LockFacts>,
  { undo }: Pick<Play, 'undo'>,
): void => {
  const lockId = ownLockOf(m, home)
  if (lockId === null) return
  equipment.changeLock(lockId, change)
  undo.push(() => setSound(equipment, lockId))
}

export const changeProvider = (stage: Stage, resident: Resident, p: Play): void => {
  const others = stage.m.providers.filter((one) => one.id !== resident.providerId)
  changeResident(stage, resident, { providerId: p.random.pick(others).id }, p)
}

export const endService = (stage: Stage, resident: Resident, p: Play): void =>
  changeResident(stage, resident, { serviceEndedAt: stage.now() }, p)

const changeResident = (
  { put }: Stage,
  resident: Resident,
  change: Partial<Resident>,
  { undo }: Pick<Play, 'undo'>,
): void => {
  void put([{ table: 'resident', row: { ...resident, ...change } }])
  undo.push(() => void put([{ table: 'resident', row: resident }]))
}
