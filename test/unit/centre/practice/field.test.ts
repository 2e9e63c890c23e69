import { describe, expect, it } from 'vitest'
import { makeCoverage } from '../../../../src-centre/practice/actors/coverage.ts'
import type { Crew } from '../../../../src-centre/practice/actors/crew.ts'
import { drive, wayTo } from '../../../../src-centre/practice/actors/driving.ts'
import { keepDuty } from '../../../../src-centre/practice/duty.ts'
import { makeOpening, placeCars } from '../../../../src-centre/practice/opening.ts'
import { makePace } from '../../../../src-centre/practice/pace.ts'
import { random } from '../../../../src-centre/practice/random.ts'
import { fits, homeOf } from '../../../../src-centre/practice/scenarios/cast.ts'
import type { LonLat } from '../../../../src-centre/practice/town/town.ts'
import { makeTravel } from '../../../../src-centre/practice/travel.ts'
import type { RegistryPut } from '../../../../src-centre/practice-port.ts'
import { fjordvik } from './fjordvik.ts'
import { virtualClock } from './virtualClock.ts'

const everywhere = () => true

describe('how practice opens', () => {
  it('with somebody behind two doors that our keys open, and a patrol of every shift about a minute away', () => {
    const m = fjordvik()
    const opening = makeOpening(m)
    const home = homeOf(m, opening.resident)
    expect(fits(m, home, 'twoLocks')).toBe(true)
    expect(opening.lockIds).toHaveLength(2)
    const near = m.cars.find((car) => car.id === opening.nearCarId)
    expect(Object.values(near?.crews ?? {})).not.toContain(null)
    const places = placeCars(m, opening, everywhere, random(3))
    const ways = makeTravel(m.town)(
      home.entrance,
      [...places].map(([unitId, position]) => ({ unitId, position })),
    )
    expect(ways.map((w) => w.seconds)).toEqual(ways.map((w) => w.seconds).toSorted((a, b) => a - b))
    const seconds = ways.find((w) => w.unitId === opening.nearCarId)?.seconds ?? 0
    expect(seconds).toBeGreaterThan(40)
    expect(seconds).toBeLessThan(80)
  })
})

describe('a drive', () => {
  const m = fjordvik()
  const from: LonLat = m.cars[0]?.base ?? m.town.centre
  const to = homeOf(m, makeOpening(m).resident).entrance
  const way = wayTo(m.town.graph, from, to)
  if (!way) throw new Error('no road')

  it('takes what the travel time says, tells where it is each second and ends at the door', async () => {
    const clock = virtualClock()
    const places: LonLat[] = []
    const start = clock.now()
    const here = (at: { readonly position: LonLat }) => void places.push(at.position)
    const came = drive(makePace(clock, 1), way, 1, 1, here, new AbortController().signal)
    await clock.pass(way.seconds * 1_000 + 1_000)
    expect(await came).toBe(true)
    expect(places).toHaveLength(Math.ceil(way.seconds))
    expect(places.at(-1)?.[0]).toBeCloseTo(to[0], 6)
    expect(places.at(-1)?.[1]).toBeCloseTo(to[1], 6)
    const [travel] = makeTravel(m.town)(to, [{ unitId: 'car', position: from }])
    expect(Math.abs((travel?.seconds ?? 0) - way.seconds)).toBeLessThan(45)
    expect(clock.now() - start).toBeGreaterThan(0)
  })

  it('stops where it is when it is called off', async () => {
    const clock = virtualClock()
    const off = new AbortController()
    const places: LonLat[] = []
    const here = (at: { readonly position: LonLat }) => void places.push(at.position)
    const came = drive(makePace(clock, 1), way, 1, 1, here, off.signal)
    await clock.pass(10_000)
    off.abort()
    expect(await came).toBe(false)
    await clock.pass(60_000)
    expect(places).toHaveLength(10)
  })
})

describe('coverage', () => {
  it('is there in most homes and on most roads, and missing in the same ones each time', () => {
    const m = fjordvik()
    const one = makeCoverage(random(4), 1, m.town)
    const two = makeCoverage(random(4), 1, m.town)
    const homes = [...m.homes.keys()]
    const dead = homes.filter((id) => !one.inside(id))
    expect(dead).toEqual(homes.filter((id) => !two.inside(id)))
    expect(dead.length / homes.length).toBeGreaterThan(0.04)
    expect(dead.length / homes.length).toBeLessThan(0.18)
    expect(one.onRoad(m.town.centre)).toBe(true)
  })
})

describe('the staff system', () => {
  it('changes crews with the shift, car by car as each is free, and whoever leads takes the phone', async () => {
    const m = fjordvik()
    // 21:25 in Norway: an hour and five minutes before the night shift.
    const clock = virtualClock(Date.UTC(2026, 10, 3, 20, 25))
    const leaders = new Map<string, string | null>()
    let release: () => void = () => undefined
    const busy = new Promise<void>((resolve) => {
      release = resolve
    })
    let asked = 0
    const crews: Crew[] = m.cars.map((car) => ({
      carId: car.id,
      // Patrol 9 drives in the evening, not at night, and is out when the shift ends.
      whenFree: () => (car.id === 'patrol-9' && asked++ > 0 ? busy : Promise.resolve()),
      setOnShift: (leader) => void leaders.set(car.id, leader?.personId ?? null),
      close: () => undefined,
    }))
    const put: RegistryPut[] = []
    const duty = keepDuty(m, clock, crews, async (rows) => void put.push(...rows))
    await duty.begun
    const on = () => [...leaders].filter(([, leader]) => leader !== null).map(([id]) => id)
    expect(on().filter((id) => id.startsWith('patrol'))).toHaveLength(9)
    await clock.pass(2 * 3_600_000)
    expect(on().filter((id) => id.startsWith('patrol'))).toHaveLength(7)
    expect(on()).toContain('patrol-9')
    release()
    await clock.pass(1)
    expect(on().filter((id) => id.startsWith('patrol'))).toHaveLength(6)
    const last = put.findLast((p) => p.table === 'unit' && p.row.id === 'patrol-9')
    expect(last).toMatchObject({ row: { onShift: false, crew: [] } })
    expect(leaders.get('patrol-4')).toBe(m.cars[3]?.crews.night?.[0]?.id)
    duty.end()
  })
})
