import type { Random } from '../random.ts'
import type { Side } from './faces.ts'
import { farm, rowOrVilla, townHouse, villa } from './houses.ts'
import { hall, slab } from './large-buildings.ts'
import { at, moved, type Point } from './plane.ts'
import { type Ground, spotAt } from './plots.ts'
import { HALF_WIDTH } from './site.ts'

function walk(ground: Ground, side: Side): { line: readonly Point[]; length: number; half: number } {
  const link = at(ground.network.links, side.link)
  const line = side.forward ? link.line : link.line.slice().reverse()
  return { line, length: link.length, half: HALF_WIDTH[link.class] }
}

/** Builds along one side of one link, by the zone behind the kerb. */
export function buildSide(random: Random, ground: Ground, side: Side): void {
  const { line, length, half } = walk(ground, side)
  if (at(ground.network.links, side.link).bridge || length < 14) return
  const ways = { trunk: 0.12, primary: 1, secondary: 1, residential: 1, service: 1, path: 0 }
  const willing = ways[at(ground.network.links, side.link).class]
  let s = 4
  while (s < length - 4) {
    const here = spotAt(line, s, 10, half)
    const [x, y] = moved(here.kerb, here.d, 0, 22)
    const zone = ground.zoneAt(x, y)
    const stop = length - 3
    if (ground.ground(x, y) < 4 || (willing < 1 && !random.chance(willing))) s += 24
    else if (zone === 'flats') s += slab(random, ground, side, line, half, s, stop)
    else if (zone === 'rows') s += rowOrVilla(random, ground, side, line, half, s, stop)
    else if (zone === 'industry') s += hall(random, ground, side, line, half, s, stop)
    else if (zone === 'rural') s += farm(random, ground, side, line, half, s)
    else if (zone === 'centre') s += townHouse(random, ground, side, line, half, s)
    else s += villa(random, ground, side, line, half, s, stop)
  }
}
