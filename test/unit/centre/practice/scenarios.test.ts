import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { makeDirections, type Visited } from '../../../../src-centre/practice/actors/directions.ts'
import { makeInstructor } from '../../../../src-centre/practice/instructor.ts'
import { makePace } from '../../../../src-centre/practice/pace.ts'
import { random } from '../../../../src-centre/practice/random.ts'
import { scenarios } from '../../../../src-centre/practice/scenarios/all.ts'
import { castOf, fits, homeOf, locksOf, ownLockOf } from '../../../../src-centre/practice/scenarios/cast.ts'
import type { Stage } from '../../../../src-centre/practice/scenarios/stage.ts'
import { firstEquipment } from '../../../../src-centre/practice/telemetry/first.ts'
import { makeCallers } from '../../../../src-centre/practice/traffic/callers.ts'
import { ordinaryTide } from '../../../../src-centre/practice/traffic/day.ts'
import type { RegistryPut } from '../../../../src-centre/practice-port.ts'
import { readScaip } from '../../../../src-domain/alarm/scaip.ts'
import { fjordvik } from './fjordvik.ts'
import { virtualClock } from './virtualClock.ts'

const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true })
/** Second of life, controller, and what the centre makes of it: `fall`, `cancel`, `technical`, `unreadable`. */
type Heard = readonly [second: number, cid: string, what: string]

const open = () => {
  const clock = virtualClock()
  const pace = makePace(clock, 1)
  const m = fjordvik()
  const heard: Heard[] = []
  const start = clock.now()
  const callers = makeCallers(m.homeUnits, clock.now, (raw) => {
    const second = Math.round((clock.now() - start) / 1_000)
    const request = readable(raw)
    if (!request) heard.push([second, '', 'unreadable'])
    else
      heard.push([
        second,
        request.cid,
        request.meaning.kind === 'alarm' ? request.meaning.alarmKind : request.meaning.kind,
      ])
  })
  const equipment = firstEquipment(random(7), m, clock.now, new Set())
  const directions = makeDirections()
  const put: RegistryPut[] = []
  const stage: Stage = {
    m,
    now: clock.now,
    pace,
    callers,
    equipment,
    directions,
    put: async (rows) => void put.push(...rows),
  }
  const instructor = makeInstructor(stage, m, m.town.centre, random(11))
  return { clock, m, pace, heard, equipment, directions, instructor, put }
}
const readable = (raw: string) => {
  if (XMLValidator.validate(raw) !== true) return null
  const mrq: unknown = parser.parse(raw)?.mrq
  if (typeof mrq !== 'object' || mrq === null) return null
  const read = readScaip(mrq as Record<string, string>)
  return read.ok ? read.value : null
}
const play = async (name: string, seconds = 600) => {
  const stage = open()
  expect(stage.instructor.start(name).ok).toBe(true)
  await stage.clock.pass(seconds * 1_000)
  const scenario = scenarios.find((s) => s.name === name)
  if (!scenario) throw new Error(name)
  const cast = castOf(scenario, stage.m, stage.m.town.centre)
  const cidOf = (who: string) => stage.m.homeUnits.get(cast.get(who)?.id ?? '')?.cid
  const homeIdOf = (who: string) => cast.get(who)?.homeId ?? ''
  return { ...stage, cast, cidOf, homeIdOf }
}

/** A visit of which nothing is needed but that it came so far. */
const nobodyThere = {} as Visited

describe('what each scenario sends', () => {
  it('quiet-night: one press early, one open door later', async () => {
    const { heard, cidOf } = await play('quiet-night')
    expect(heard).toEqual([
      [20, cidOf('first'), 'safety'],
      [420, cidOf('door'), 'door'],
    ])
  })

  it('busy-day: five people within two minutes, a battery among them, and five times the ordinary traffic', async () => {
    const { heard, cidOf, instructor } = await play('busy-day')
    expect(heard).toEqual([
      [3, cidOf('house'), 'safety'],
      [15, cidOf('fall'), 'fall'],
      [40, cidOf('test'), 'safety'],
      [70, cidOf('lost'), 'wandering'],
      [95, cidOf('smoke'), 'smoke'],
      [130, cidOf('house'), 'technical'],
    ])
    expect(instructor.tide().rate).toBe(5)
  })

  it('fall-with-chain: a fall behind a door that has a chain, which is on', async () => {
    const { heard, cidOf, homeIdOf, directions, m, cast } = await play('fall-with-chain')
    expect(heard).toEqual([[2, cidOf('fallen'), 'fall']])
    expect(directions.has(homeIdOf('fallen'), 'chainOn')).toBe(true)
    const fallen = cast.get('fallen')
    expect(fallen && fits(m, homeOf(m, fallen), 'chain')).toBe(true)
  })

  it('pressed-again: four presses of one home unit, the last a fall', async () => {
    const { heard, cidOf } = await play('pressed-again')
    const cid = cidOf('restless')
    expect(heard).toEqual([
      [2, cid, 'safety'],
      [35, cid, 'safety'],
      [60, cid, 'safety'],
      [95, cid, 'fall'],
    ])
  })

  it('cancelled: two residents press and take it back', async () => {
    const { heard, cidOf } = await play('cancelled')
    expect(heard).toEqual([
      [2, cidOf('sorry'), 'safety'],
      [25, cidOf('sorry'), 'cancel'],
      [60, cidOf('hasty'), 'safety'],
      [68, cidOf('hasty'), 'cancel'],
    ])
  })

  it('wrong-door, no-coverage and patrol-never-arrives: one press each, and a word to the crew', async () => {
    const wrong = await play('wrong-door')
    expect(wrong.heard).toEqual([[2, wrong.cidOf('waiting'), 'safety']])
    expect(wrong.directions.has(wrong.homeIdOf('waiting'), 'wrongDoorFirst')).toBe(true)
    const silent = await play('no-coverage')
    expect(silent.heard).toEqual([[2, silent.cidOf('waiting'), 'safety']])
    expect(silent.directions.has(silent.homeIdOf('waiting'), 'noCoverage')).toBe(true)
    const never = await play('patrol-never-arrives')
    expect(never.heard).toEqual([[2, never.cidOf('waiting'), 'fall']])
    expect(never.directions.has(never.homeIdOf('waiting'), 'neverArrives')).toBe(true)
  })

  it('unreadable-alarm: three that cannot be read and one from nobody known', async () => {
    const { heard, m } = await play('unreadable-alarm')
    expect(heard.map(([at, , what]) => [at, what])).toEqual([
      [2, 'unreadable'],
      [30, 'unreadable'],
      [55, 'unreadable'],
      [80, 'safety'],
    ])
    expect([...m.homeUnits.values()].some((u) => u.cid === heard.at(-1)?.[1])).toBe(false)
  })

  it('storm: sixty residents within thirty seconds, and a district without power', async () => {
    const { heard, equipment } = await play('storm', 60)
    expect(heard).toHaveLength(60)
    expect(new Set(heard.map(([, cid]) => cid)).size).toBe(60)
    expect(Math.max(...heard.map(([at]) => at))).toBeLessThanOrEqual(31)
    const dark = equipment.lockIds.filter((id) => equipment.lock(id)?.powered === false)
    expect(dark.length).toBeGreaterThanOrEqual(5)
  })
})

describe('the instructor', () => {
  it('offers what the command line takes, and refuses a name that there is not', () => {
    const { instructor } = open()
    expect(instructor.names).toEqual([
      'quiet-night',
      'busy-day',
      'fall-with-chain',
      'pressed-again',
      'cancelled',
      'wrong-door',
      'no-coverage',
      'patrol-never-arrives',
      'unreadable-alarm',
      'storm',
      'clock-lost',
      'copied-key',
      'not-yet-valid',
      'spent',
      'lease-expired',
      'jam-in-use',
      'forced-door',
      'lost-phone',
      'dead-phone',
      'block-fire',
      'provider-change',
      'service-ended',
      'private-lock',
      'key-cabinet',
    ])
    expect(instructor.start('earthquake')).toMatchObject({ ok: false })
    expect(instructor.running()).toBeNull()
  })

  it('plays the same steps to the same people each time', async () => {
    const [one, two] = [await play('storm', 60), await play('storm', 60)]
    expect(one.heard).toEqual(two.heard)
  })

  it('stops a scenario in the middle, gives the power back and lets ordinary life go on', async () => {
    const { instructor, heard, equipment, clock } = await play('storm', 10)
    instructor.stop()
    const sent = heard.length
    await clock.pass(60_000)
    expect(heard).toHaveLength(sent)
    expect(equipment.lockIds.some((id) => equipment.lock(id)?.powered === false)).toBe(false)
    expect(instructor.running()).toBeNull()
    expect(instructor.tide()).toEqual(ordinaryTide)
  })

  it('begins with sound, locked doors at the homes of those who play a part, and keeps others off them', async () => {
    const { m, cast, equipment, instructor } = await play('wrong-door', 1)
    const waiting = cast.get('waiting')
    const locks = waiting ? locksOf(m, homeOf(m, waiting)) : []
    expect(locks).toHaveLength(2)
    for (const id of locks) {
      expect(equipment.lock(id)).toMatchObject({ lockState: 'locked', doorState: 'closed', alarms: [] })
      expect(instructor.spares(id)).toBe(true)
    }
  })
})

describe('trouble that a scenario makes', () => {
  const ownLock = (stage: Awaited<ReturnType<typeof play>>, who: string) => {
    const resident = stage.cast.get(who)
    const lockId = resident && ownLockOf(stage.m, homeOf(stage.m, resident))
    return lockId ? stage.equipment.lock(lockId) : undefined
  }

  it('befalls the last door at its time, and is put right when the scenario ends', async () => {
    const lost = await play('clock-lost', 5)
    expect(ownLock(lost, 'waiting')?.clock).toBe('lost')
    lost.instructor.stop()
    expect(ownLock(lost, 'waiting')?.clock).toBe('set')
    const forced = await play('forced-door', 40)
    expect(ownLock(forced, 'frightened')?.doorState).toBe('closed')
    await forced.clock.pass(10_000)
    expect(ownLock(forced, 'frightened')).toMatchObject({
      doorState: 'forcedOpen',
      alarms: ['forcedOpen', 'escutcheonRemoved'],
    })
    forced.instructor.stop()
    expect(ownLock(forced, 'frightened')).toMatchObject({ doorState: 'closed', alarms: [] })
  })

  it('waits for a visit to come so far, at that home alone and once', async () => {
    const { cast, directions, put, clock, instructor, homeIdOf } = await play('provider-change', 60)
    const resident = cast.get('moving')
    directions.reached('home-elsewhere', 'upstairs', nobodyThere)
    directions.reached(homeIdOf('moving'), 'arrived', nobodyThere)
    expect(put).toEqual([])
    directions.reached(homeIdOf('moving'), 'upstairs', nobodyThere)
    directions.reached(homeIdOf('moving'), 'upstairs', nobodyThere)
    expect(put).toHaveLength(1)
    expect(put[0]).toMatchObject({ table: 'resident', row: { id: resident?.id } })
    expect(put[0]?.table === 'resident' && put[0].row.providerId).not.toBe(resident?.providerId)
    instructor.stop()
    expect(put.at(-1)).toEqual({ table: 'resident', row: resident })
    directions.reached(homeIdOf('moving'), 'upstairs', nobodyThere)
    await clock.pass(60_000)
    expect(put).toHaveLength(2)
  })

  it('ends a service at that moment', async () => {
    const { directions, put, clock, homeIdOf } = await play('service-ended', 60)
    directions.reached(homeIdOf('gone'), 'upstairs', nobodyThere)
    expect(put[0]?.table === 'resident' && put[0].row.serviceEndedAt).toBe(clock.now())
  })
})
