import { never } from '../../../src-domain/result.ts'
import { second } from '../../../src-domain/time.ts'
import type { Cancel } from '../../clock.ts'
import type { Directions } from '../actors/directions.ts'
import type { Pace } from '../pace.ts'
import type { Home } from '../people/homes.ts'
import type { Municipality } from '../people/municipality.ts'
import type { Resident } from '../people/residents.ts'
import type { Random } from '../random.ts'
import { batteryAt, type Equipment } from '../telemetry/equipment.ts'
import { cutPower, gridAround, restorePower } from '../telemetry/powerCut.ts'
import type { Callers } from '../traffic/callers.ts'
import { drawDevice } from '../traffic/rhythm.ts'
import { type Cast, homeOf, living, locksOf } from './cast.ts'
import type { Scenario, Step } from './scenario.ts'

export type Stage = {
  readonly m: Municipality
  readonly pace: Pace
  readonly callers: Callers
  readonly equipment: Equipment
  readonly directions: Directions
}

export type Running = { readonly scenario: Scenario; readonly stop: () => void }

/** Plays the steps at their times; the same steps for the same `random`. What it put out of order it puts right. */
export const runScenario = (stage: Stage, scenario: Scenario, cast: Cast, random: Random): Running => {
  const pending = new Set<Cancel>()
  const undo: (() => void)[] = []
  const after = (seconds: number, run: () => void) => {
    const cancel = stage.pace.after(seconds * second, () => {
      pending.delete(cancel)
      run()
    })
    pending.add(cancel)
  }
  for (const resident of cast.values()) setDoors(stage, resident)
  for (const step of scenario.steps) after(step.at, () => play(stage, step, { cast, random, after, undo }))
  return {
    scenario,
    stop: () => {
      for (const cancel of pending) cancel()
      for (const run of undo) run()
      stage.directions.clear()
    },
  }
}

/** The doors of those who play a part begin shut, locked and sound: what goes wrong is what the scenario says. */
const setDoors = ({ m, equipment }: Stage, resident: Resident): void => {
  for (const id of locksOf(m, homeOf(m, resident))) {
    const battery = equipment.lock(id)?.battery ? batteryAt(74) : null
    equipment.changeLock(id, {
      lockState: 'locked',
      doorState: 'closed',
      alarms: [],
      powered: true,
      reachable: true,
      clock: 'set',
      battery,
    })
  }
}

type Play = {
  readonly cast: Cast
  readonly random: Random
  readonly after: (seconds: number, run: () => void) => void
  readonly undo: (() => void)[]
}

const play = (stage: Stage, step: Step, p: Play): void => {
  const { callers, directions, m } = stage
  // A town with fewer people than parts plays without them.
  const withPart = (who: string, act: (resident: Resident) => void) => {
    const resident = p.cast.get(who)
    if (resident) act(resident)
  }
  switch (step.do) {
    case 'press':
      withPart(step.who, (r) => callers.press(r, step.device, step.text))
      break
    case 'cancel':
      withPart(step.who, (r) => callers.say(r, { kind: 'cancel', device: step.device }))
      break
    case 'condition':
      withPart(step.who, (r) => callers.say(r, { kind: 'condition', condition: step.condition }))
      break
    case 'raw':
      callers.raw(step.text)
      break
    case 'direct':
      withPart(step.who, (r) => directions.give(r.homeId, step.direction))
      break
    case 'many':
      crowd(stage, step, p)
      break
    case 'powerCut':
      withPart(step.who, (r) => darken(stage, homeOf(m, r), step.minutes, p))
      break
    default:
      never(step)
  }
}

const crowd = (
  { m, callers }: Stage,
  { count, within }: Extract<Step, { do: 'many' }>,
  { random, after }: Play,
): void => {
  const people = random.shuffle(living(m)).slice(0, count)
  people.forEach((one, i) => {
    const device = drawDevice(random, one)
    after((i * within) / people.length, () => callers.press(one, device))
  })
}

const darken = ({ m, equipment }: Stage, middle: Home, minutes: number, { after, undo }: Play): void => {
  const grid = gridAround(m, middle)
  cutPower(equipment, grid)
  const back = () => restorePower(equipment, grid)
  undo.push(back)
  after(minutes * 60, () => {
    undo.splice(undo.indexOf(back), 1)
    back()
  })
}
