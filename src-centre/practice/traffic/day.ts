import { hour, minute, second } from '../../../src-domain/time.ts'
import { type Clock, every } from '../../clock.ts'
import { everyLife, type Pace } from '../pace.ts'
import type { Resident } from '../people/residents.ts'
import type { Random } from '../random.ts'
import type { Callers } from './callers.ts'
import { drawDevice, drawSequel, rateAt, testShare } from './rhythm.ts'

/** How the ordinary traffic runs now; a scenario may change it. */
export type Tide = {
  /** Times the ordinary rate. */
  readonly rate: number
  /** Hour of the day that it is taken for; null: by the clock on the wall. */
  readonly hour: number | null
  /** No new alarm while so many wait unanswered: a desk where nobody sits must not fill without end. */
  readonly mostWaiting: number
}
export const ordinaryTide: Tide = { rate: 1, hour: null, mostWaiting: 6 }

/** Each home unit has its turn this often; many of them share one a second by the wall, a sample of the real thing. */
const heartbeatEvery = 15 * minute
const heartbeatsASecond = 1
const conditionEvery = 20 * minute

type DaySources = {
  readonly random: Random
  readonly clock: Clock
  readonly pace: Pace
  readonly callers: Callers
  readonly residents: readonly Resident[]
  readonly hourOfDay: () => number
  readonly tide: () => Tide
  /** Alarms that nobody has answered yet. */
  readonly waiting: () => number
}

/** Alarms of an ordinary day, and what the equipment says. Returns its end. */
export const liveTraffic = (s: DaySources): (() => void) => {
  const stops = [alarms(s), heartbeats(s), conditions(s)]
  return () => {
    for (const stop of stops) stop()
  }
}

const alarms = (s: DaySources): (() => void) => {
  const pending = new Set<() => void>()
  const after = (seconds: number, run: () => void) => {
    const cancel = s.pace.after(seconds * second, () => {
      pending.delete(cancel)
      run()
    })
    pending.add(cancel)
  }
  // Poisson arrivals by thinning: the line is asked each second of life, so that a change of tide counts at once.
  const stop = everyLife(s.pace, second, () => {
    const { rate, hour: fixed, mostWaiting } = s.tide()
    const perHour = rate * rateAt(s.residents.length, fixed ?? s.hourOfDay())
    if (!s.random.chance((perHour * second) / hour) || s.waiting() >= mostWaiting) return
    const resident = s.random.pick(s.residents)
    if (s.random.chance(testShare)) return s.callers.press(resident, 'pendant', 'Prøvealarm')
    const device = drawDevice(s.random, resident)
    s.callers.press(resident, device)
    const sequel = drawSequel(s.random)
    if (sequel.kind === 'again') after(sequel.after, () => s.callers.press(resident, device))
    if (sequel.kind === 'cancel')
      after(sequel.after, () => s.callers.say(resident, { kind: 'cancel', device }))
  })
  return () => {
    stop()
    for (const cancel of pending) cancel()
  }
}

const heartbeats = (s: DaySources): (() => void) => {
  let turn = 0
  const perSecond = Math.min(heartbeatsASecond, (s.residents.length * second) / heartbeatEvery)
  return every(s.clock, second / perSecond, () => {
    const resident = s.residents[turn++ % s.residents.length]
    if (resident && s.pace.speed() > 0) s.callers.say(resident, { kind: 'heartbeat' })
  })
}

/** What a home unit says is wrong with it, and a while later that it is right again. */
const conditions = (s: DaySources): (() => void) => {
  const pending = new Set<() => void>()
  const stop = everyLife(s.pace, conditionEvery, () => {
    const resident = s.random.pick(s.residents)
    const [wrong, right] = s.random.pick([
      ['batteryLow', 'batteryOk'],
      ['mainsFail', 'mainsBack'],
    ] as const)
    s.callers.say(resident, { kind: 'condition', condition: wrong })
    const cancel = s.pace.after(s.random.between(2, 14) * minute, () => {
      pending.delete(cancel)
      s.callers.say(resident, { kind: 'condition', condition: right })
    })
    pending.add(cancel)
  })
  return () => {
    stop()
    for (const cancel of pending) cancel()
  }
}
