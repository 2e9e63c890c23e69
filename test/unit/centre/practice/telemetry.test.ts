import { describe, expect, it } from 'vitest'
import { makePace } from '../../../../src-centre/practice/pace.ts'
import { random } from '../../../../src-centre/practice/random.ts'
import { fits, homeOf } from '../../../../src-centre/practice/scenarios/cast.ts'
import { liveDays } from '../../../../src-centre/practice/telemetry/days.ts'
import type { Equipment, Sent, SentLock } from '../../../../src-centre/practice/telemetry/equipment.ts'
import { firstEquipment } from '../../../../src-centre/practice/telemetry/first.ts'
import { cutPower, gridAround, restorePower } from '../../../../src-centre/practice/telemetry/powerCut.ts'
import { areaMembers, type FaultKind, faultsOf } from '../../../../src-domain/alert/alerts.ts'
import { fromPlatform } from '../../../../src-domain/wire/field.ts'
import { fjordvik } from './fjordvik.ts'
import { virtualClock } from './virtualClock.ts'

const hour = 3_600_000
const locksOf = (equipment: Equipment): SentLock[] =>
  [...equipment.readings()].flatMap((r) => (r.kind === 'lock' ? [r] : []))
const faults = (reading: SentLock): FaultKind[] => faultsOf({ ...reading, version: 1, receivedAt: 0 })

describe('what the equipment says when practice begins', () => {
  const clock = virtualClock()
  const first = () => firstEquipment(random(7), fjordvik(), clock.now, new Set(['lock-1']))

  it('is what the wire takes: a reading of every lock that reports and of every home unit', () => {
    const readings = [...first().readings()]
    expect(fromPlatform.readings.parse({ readings }).readings).toEqual(readings)
    const traceable = [...fjordvik().locks.values()].filter((l) => l.traceable)
    expect(readings).toHaveLength(traceable.length + fjordvik().residents.length)
  })

  it('is evidence of different age, some of it a day old and more', () => {
    const ages = locksOf(first()).map((r) => clock.now() - r.at.ms)
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0)
    expect(ages.some((age) => age > 24 * hour)).toBe(true)
    expect(ages.filter((age) => age > 24 * hour).length).toBeLessThan(ages.length / 10)
  })

  it('shows a handful of troubles, and never a jammed lock as locked', () => {
    const troubled = locksOf(first()).filter((r) => faults(r).length > 0)
    expect(troubled.length).toBeGreaterThan(2)
    expect(troubled.length).toBeLessThan(12)
    for (const r of troubled) if (r.alarms.includes('jammed')) expect(r.lockState).not.toBe('locked')
  })

  it('leaves those alone who are needed sound', () => {
    expect(first().lock('lock-1')).toMatchObject({ lockState: 'locked', doorState: 'closed', alarms: [] })
  })
})

describe('a day', () => {
  it('uses doors, answers for home units, and lets the spared alone', async () => {
    const clock = virtualClock()
    const pace = makePace(clock, 60)
    const equipment = firstEquipment(random(7), fjordvik(), clock.now, new Set())
    const heard: Sent[] = []
    equipment.onReading((r) => heard.push(r))
    const spared = new Set(equipment.lockIds.slice(0, 50))
    const end = liveDays(
      random(3),
      pace,
      equipment,
      () => 10,
      (id) => spared.has(id),
    )
    await clock.pass(60_000)
    end()
    const told = heard.length
    const locks = heard.filter((r) => r.kind === 'lock')
    // An hour of life: 350 locks used five times a day, with a door open and shut; four words from each home unit.
    expect(locks.length).toBeGreaterThan(60)
    expect(locks.length).toBeLessThan(600)
    expect(heard.length - locks.length).toBeGreaterThan(1_500)
    expect(locks.some((r) => spared.has(r.subject))).toBe(false)
    await clock.pass(60_000)
    expect(heard).toHaveLength(told)
  })
})

describe('a power cut', () => {
  it('takes enough street doors of one district at once to be seen as one incident, and gives them back', () => {
    const m = fjordvik()
    const middle = m.residents.find((r) => fits(m, homeOf(m, r), 'twoLocks'))
    if (!middle) throw new Error('no block of flats')
    const clock = virtualClock()
    const equipment = firstEquipment(random(7), m, clock.now, new Set())
    const grid = gridAround(m, homeOf(m, middle))
    const dark = () => locksOf(equipment).filter((r) => !r.powered)
    expect(grid.lockIds.length).toBeGreaterThanOrEqual(areaMembers)
    expect(grid.homeUnitIds.length).toBeGreaterThan(5)
    cutPower(equipment, grid)
    expect(dark().map((r) => r.subject)).toEqual(expect.arrayContaining([...grid.lockIds]))
    expect(dark().every((r) => faults(r).includes('unreachable'))).toBe(true)
    restorePower(equipment, grid)
    expect(dark()).toEqual([])
  })
})
