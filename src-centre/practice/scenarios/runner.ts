import { minute, second } from '../../../src-domain/time.ts'
import { never } from '../../../src-domain/result.ts'
import type { Directions } from '../actors/directions.ts'
import type { Cancel } from '../../clock.ts'
import type { Municipality } from '../people/municipality.ts'
import type { Resident } from '../people/residents.ts'
import type { Random } from '../random.ts'
import type { Pace } from '../pace.ts'
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
  for (const step of scenario.steps) after(step.at, () => play(stage, step, cast, random, after, undo))
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

const play = (
  stage: Stage,
  step: Step,
  cast: Cast,
  random: Random,
  after: (seconds: number, run: () => void) => void,
  undo: (() => void)[],
): void => {
  const { callers, directions, equipment, m } = stage
  // A town with fewer people than parts plays without them.
  const who = 'who' in step ? cast.get(step.who) : undefined
  if ('who' in step && !who) return
  switch (step.do) {
    case 'press':
      return who && callers.press(who, step.device, step.text)
    case 'cancel':
      return who && callers.say(who, { kind: 'cancel', device: step.device })
    case 'condition':
      return who && callers.say(who, { kind: 'condition', condition: step.condition })
    case 'raw':
      return callers.raw(step.text)
    case 'direct':
      return who && directions.give(who.homeId, step.direction)
    case 'many': {
      const crowd = random.shuffle(living(m)).slice(0, step.count)
      crowd.forEach((one, i) => {
        const device = drawDevice(random, one)
        after((i * step.within) / crowd.length, () => callers.press(one, device))
      })
      return
    }
    case 'powerCut': {
      if (!who) return
      const grid = gridAround(m, homeOf(m, who))
      cutPower(equipment, grid)
      const back = () => restorePower(equipment, grid)
      undo.push(back)
      after(step.minutes * 60, () => {
        undo.splice(undo.indexOf(back), 1)
        back()
      })
      return
    }
    default:
      return never(step)
  }
}
