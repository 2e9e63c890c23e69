import { describe, expect, it } from 'vitest'
import { makePace } from '../../../../src-centre/practice/pace.ts'
import { makeResidentGrants } from '../../../../src-centre/practice/people/residentGrants.ts'
import { random } from '../../../../src-centre/practice/random.ts'
import { fits, homeOf, living } from '../../../../src-centre/practice/scenarios/cast.ts'
import { firstEquipment } from '../../../../src-centre/practice/telemetry/first.ts'
import { type AppTold, liveResidentApp } from '../../../../src-centre/practice/telemetry/residentApp.ts'
import { hour } from '../../../../src-domain/time.ts'
import { fromPlatform } from '../../../../src-domain/wire/field.ts'
import { fjordvik } from './fjordvik.ts'
import { virtualClock } from './virtualClock.ts'

const m = fjordvik()
const first = living(m).find((one) => fits(m, homeOf(m, one), 'twoLocks'))
if (!first) throw new Error('nobody behind two locks')
const given = (now: number) => makeResidentGrants(random(3), m, now, first)
const noon = Date.UTC(2026, 10, 3, 12)
const idsOf = (now: number, kind: string) =>
  given(now).flatMap((one) => (one.kind === kind ? [one.grantId] : []))

describe('what residents gave in the app of their lock', () => {
  it('is the same all day; the next day standing ones are, and what is for a day is given anew', () => {
    expect(given(noon)).toEqual(given(noon + hour))
    expect(idsOf(noon + 24 * hour, 'standing')).toEqual(idsOf(noon, 'standing'))
    const again = idsOf(noon + 24 * hour, 'once')
    expect(again.length).toBeGreaterThan(0)
    expect(again.some((id) => idsOf(noon, 'once').includes(id))).toBe(false)
  })

  it('is what the wire takes: each kind, for doors that an app can open, and one relative for good', () => {
    const told = { given: [...given(noon)], withdrawn: [], used: [] }
    expect(fromPlatform.residentGrants.parse(told)).toEqual(told)
    expect(new Set(told.given.map((one) => one.kind))).toEqual(new Set(['standing', 'period', 'once']))
    expect(told.given[0]).toMatchObject({ residentId: first.id, kind: 'standing', until: null })
    for (const one of told.given) {
      expect(one.until === null).toBe(one.kind === 'standing')
      for (const doorId of one.doorIds)
        expect(m.locks.get(m.doors.get(doorId)?.lockId ?? '')?.traceable).toBe(true)
    }
  })
})

describe('a day with the app', () => {
  it('sees it used, given and withdrawn: the lock moves, and a one-time one is used once', async () => {
    const clock = virtualClock(noon)
    const pace = makePace(clock, 60)
    const equipment = firstEquipment(random(7), m, clock.now, new Set())
    const told: AppTold[] = []
    const unlocked = new Set<string>()
    equipment.onReading((r) => {
      if (r.kind === 'lock' && r.lockState === 'unlocked') unlocked.add(r.subject)
    })
    const app = {
      random: random(5),
      pace,
      now: clock.now,
      m,
      equipment,
      tell: (t: AppTold) => void told.push(t),
    }
    const end = liveResidentApp({ ...app, spared: () => false }, given(noon))
    await clock.pass(10 * 60_000)
    end()
    const all = told.flatMap((t) => t.given ?? [])
    const uses = told.flatMap((t) => t.used ?? [])
    expect(uses.length).toBeGreaterThan(10)
    for (const use of uses) expect(unlocked).toContain(m.doors.get(use.doorId)?.lockId)
    expect(all.length).toBeGreaterThan(given(noon).length)
    expect(told.flatMap((t) => t.withdrawn ?? []).length).toBeGreaterThan(0)
    for (const once of all.filter((one) => one.kind === 'once')) {
      const doors = uses.filter((use) => use.grantId === once.grantId).map((use) => use.doorId)
      expect(new Set(doors).size).toBe(doors.length)
    }
    const heard = told.length
    await clock.pass(10 * 60_000)
    expect(told).toHaveLength(heard)
  })

  it('leaves alone the locks that a scenario needs as they are', async () => {
    const clock = virtualClock(noon)
    const equipment = firstEquipment(random(7), m, clock.now, new Set())
    const before = [...equipment.readings()].length
    let moved = 0
    equipment.onReading(() => {
      moved += 1
    })
    const told: AppTold[] = []
    const pace = makePace(clock, 60)
    const app = {
      random: random(5),
      pace,
      now: clock.now,
      m,
      equipment,
      tell: (t: AppTold) => void told.push(t),
    }
    const end = liveResidentApp({ ...app, spared: () => true }, given(noon))
    await clock.pass(5 * 60_000)
    end()
    expect(before).toBeGreaterThan(0)
    expect(moved).toBe(0)
    expect(told.flatMap((t) => t.used ?? [])).toEqual([])
  })
})
