import type { Random } from '../random.ts'
import { at, lerp, type Point } from './plane.ts'
import { toLonLat } from './projection.ts'
import type { Plan } from './site.ts'
import type { Building, Dwelling } from './town.ts'

/** About how many homes a building holds. */
export function homesIn(plan: Plan): number {
  if (plan.kind === 'house' || plan.kind === 'rowhouse') return 1
  return plan.doors.length * plan.perFloor * Math.max(1, plan.floors - 0.4)
}

/** Every home in every building. Flats are numbered per street door, from the left on each floor: H0402. */
export function dwellingsOf(
  random: Random,
  plans: readonly Plan[],
  buildings: readonly Building[],
): Dwelling[] {
  const dwellings: Dwelling[] = []
  plans.forEach((plan, i) => {
    if (plan.perFloor === 0) return
    const building = at(buildings, i)
    const middle = plan.ring.reduce<Point>(
      (sum, p) => [sum[0] + p[0] / plan.ring.length, sum[1] + p[1] / plan.ring.length],
      [0, 0],
    )
    const single = plan.kind === 'house' || plan.kind === 'rowhouse'
    plan.doors.forEach((door, d) => {
      const { number, position: entrance } = at(building.entrances, d)
      const position = toLonLat(lerp(door, middle, plan.doors.length > 1 ? 0.3 : 0.7))
      const shared = {
        buildingId: building.id,
        street: building.street,
        number,
        district: building.district,
        position,
        entrance,
      }
      const id = (): string => `dwelling-${dwellings.length + 1}`
      if (single) {
        dwellings.push({ id: id(), ...shared })
        return
      }
      // Shops have the street floor of the old centre's houses.
      const lowest = plan.kind === 'centre' && plan.floors > 1 ? 2 : 1
      for (let floor = lowest; floor <= plan.floors; floor += 1) {
        const top = floor === plan.floors && plan.perFloor > 2 && plan.kind === 'flats' && random.chance(0.4)
        for (let unit = 1; unit <= plan.perFloor - (top ? 1 : 0); unit += 1) {
          const two = `${unit}`.padStart(2, '0')
          const flat = { label: `${floor}${two}`, floor, code: `H${`${floor}`.padStart(2, '0')}${two}` }
          dwellings.push({ id: id(), ...shared, flat })
        }
      }
    })
  })
  return dwellings
}
