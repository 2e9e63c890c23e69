import { hour, minute } from '../../../src-domain/time.ts'
import type { Pace } from '../pace.ts'
import type { Home } from '../people/homes.ts'
import type { Municipality } from '../people/municipality.ts'
import type { Random } from '../random.ts'
import type { Equipment } from './equipment.ts'

/** What hangs on one part of the grid: street doors' strikes, and home units that go over to their battery. */
type Grid = { readonly lockIds: readonly string[]; readonly homeUnitIds: readonly string[] }

/** Ours: about what one substation feeds, and as many as a map shows well. */
const mostLocks = 34
const mostHomeUnits = 120

/** The homes of one district nearest to a place, as far as a cut reaches. */
export const gridAround = (m: Municipality, middle: Home): Grid => {
  const away = (h: Home) =>
    Math.hypot((h.position[0] - middle.position[0]) / 2, h.position[1] - middle.position[1])
  const near = [...m.homes.values()]
    .filter((h) => h.district === middle.district)
    .toSorted((a, b) => away(a) - away(b))
  const doorIds = near.flatMap((h) => h.chain.flatMap((s) => (s.kind === 'door' ? [s.doorId] : [])))
  const strikes = doorIds.flatMap((id) => {
    const lockId = m.doors.get(id)?.lockId ?? null
    const lock = lockId === null ? undefined : m.locks.get(lockId)
    return lock?.power === 'mains' ? [lock.id] : []
  })
  const cut = new Set(near.slice(0, mostHomeUnits).map((h) => h.id))
  return {
    lockIds: [...new Set(strikes)].slice(0, mostLocks),
    homeUnitIds: m.residents.flatMap((r) => {
      const unit = cut.has(r.homeId) ? m.homeUnits.get(r.id) : undefined
      return unit ? [unit.id] : []
    }),
  }
}

/** A strike without its 12/24 V keeps the door shut: nobody gets in there by phone. */
export const cutPower = (equipment: Equipment, grid: Grid): void => {
  for (const id of grid.lockIds) equipment.changeLock(id, { powered: false })
  for (const id of grid.homeUnitIds) equipment.changeHomeUnit(id, { mains: false })
}

export const restorePower = (equipment: Equipment, grid: Grid): void => {
  for (const id of grid.lockIds) equipment.changeLock(id, { powered: true })
  for (const id of grid.homeUnitIds) equipment.changeHomeUnit(id, { mains: true })
}

/** Ours: how seldom the lights go out somewhere in town, and for how long. */
const cutEvery = 8 * hour
const shortest = 15 * minute
const longest = 50 * minute

/** Now and then a part of town goes dark and comes back. Returns its end, which gives the power back. */
export const liveCuts = (random: Random, pace: Pace, m: Municipality, equipment: Equipment): (() => void) => {
  const homes = [...m.homes.values()]
  let cancel: () => void = () => undefined
  let dark: Grid | null = null
  const light = () => {
    if (dark) restorePower(equipment, dark)
    dark = null
    cancel = pace.after(-Math.log(1 - random.next()) * cutEvery, () => {
      dark = gridAround(m, random.pick(homes))
      cutPower(equipment, dark)
      cancel = pace.after(random.between(shortest, longest), light)
    })
  }
  light()
  return () => {
    cancel()
    if (dark) restorePower(equipment, dark)
  }
}
