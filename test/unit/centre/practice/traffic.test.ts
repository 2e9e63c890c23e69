import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { makePace } from '../../../../src-centre/practice/pace.ts'
import { random } from '../../../../src-centre/practice/random.ts'
import { makeCallers } from '../../../../src-centre/practice/traffic/callers.ts'
import { liveTraffic, ordinaryTide, type Tide } from '../../../../src-centre/practice/traffic/day.ts'
import { alarmsPerResidentDay, hourWeights, rateAt } from '../../../../src-centre/practice/traffic/rhythm.ts'
import {
  conditions,
  devices,
  type Message,
  writeScaip,
} from '../../../../src-centre/practice/traffic/scaip.ts'
import { readScaip, type ScaipRequest } from '../../../../src-domain/alarm/scaip.ts'
import { fjordvik } from './fjordvik.ts'
import { virtualClock } from './virtualClock.ts'

const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true })
const read = (raw: string): ScaipRequest => {
  const request = readScaip(parser.parse(raw).mrq)
  if (!request.ok) throw new Error(request.error.why)
  return request.value
}
const unit = { cid: '4700000001', number: '412 00 017' }
const meaning = (message: Message) => read(writeScaip('A1', unit, message)).meaning

describe('what a home unit writes', () => {
  it('is read by the centre as what it means, for every device', () => {
    for (const device of Object.keys(devices) as (keyof typeof devices)[]) {
      expect(meaning({ kind: 'press', device, text: null })).toMatchObject({ kind: 'alarm' })
      expect(meaning({ kind: 'cancel', device })).toEqual({ kind: 'cancel' })
    }
    expect(meaning({ kind: 'press', device: 'fall', text: null })).toMatchObject({ alarmKind: 'fall' })
    expect(meaning({ kind: 'press', device: 'smoke', text: null })).toMatchObject({ alarmKind: 'smoke' })
    expect(meaning({ kind: 'heartbeat' })).toEqual({ kind: 'heartbeat' })
    for (const condition of Object.keys(conditions) as (keyof typeof conditions)[])
      expect(meaning({ kind: 'condition', condition })).toEqual({ kind: 'technical' })
  })

  it('names its controller, the number to call and, for a test, that it is one', () => {
    const request = read(writeScaip('A1', unit, { kind: 'press', device: 'pendant', text: 'Prøvealarm' }))
    expect(request).toMatchObject({ ref: 'A1', cid: '4700000001', callTo: '41200017', text: 'Prøvealarm' })
  })

  it('has a reference of its own each time, within what SCAIP allows', () => {
    const sent: string[] = []
    const m = fjordvik()
    const callers = makeCallers(m.homeUnits, virtualClock().now, (raw) => sent.push(raw))
    const [resident] = m.residents
    if (!resident) throw new Error('nobody lives here')
    for (let i = 0; i < 200; i += 1) callers.press(resident, 'pendant')
    const refs = sent.map((raw) => read(raw).ref)
    expect(new Set(refs).size).toBe(200)
  })
})

describe('the rhythm of a day', () => {
  it('brings each resident one alarm in twelve days, and more of them in the evening than at noon', () => {
    const day = hourWeights.map((_, h) => rateAt(2_000, h)).reduce((sum, rate) => sum + rate, 0)
    expect(day / 2_000 / alarmsPerResidentDay).toBeCloseTo(1, 1)
    expect(rateAt(2_000, 20)).toBeGreaterThan(rateAt(2_000, 12))
  })

  const run = async (tide: Tide, waiting: number, hours: number) => {
    const clock = virtualClock()
    const pace = makePace(clock, 600)
    const m = fjordvik()
    const requests: ScaipRequest[] = []
    const end = liveTraffic({
      random: random(5),
      clock,
      pace,
      callers: makeCallers(m.homeUnits, clock.now, (raw) => requests.push(read(raw))),
      residents: m.residents,
      hourOfDay: () => 20,
      tide: () => tide,
      waiting: () => waiting,
    })
    await clock.pass(hours * 6_000)
    end()
    return requests
  }
  const alarms = (requests: readonly ScaipRequest[]) => requests.filter((r) => r.meaning.kind === 'alarm')

  it('comes at the rate that it promises, mostly by the pendant', async () => {
    const raised = alarms(await run({ rate: 20, hour: 20, mostWaiting: 6 }, 0, 6))
    const expected = 20 * 6 * rateAt(fjordvik().residents.length, 20)
    expect(raised.length).toBeGreaterThan(expected * 0.8)
    expect(raised.length).toBeLessThan(expected * 1.35)
    expect(raised.filter((r) => r.dty === '3').length).toBeGreaterThan(raised.length * 0.6)
  })

  it('holds back while too many wait, though the equipment goes on speaking', async () => {
    const requests = await run({ ...ordinaryTide, rate: 20 }, ordinaryTide.mostWaiting, 2)
    expect(alarms(requests)).toEqual([])
    expect(requests.some((r) => r.meaning.kind === 'heartbeat')).toBe(true)
  })
})
