import { second } from '../../../src-domain/time.ts'
import type { Cancel } from '../../clock.ts'
import type { Random } from '../random.ts'
import { setSound } from './acts.ts'
import { type Cast, homeOf, locksOf } from './cast.ts'
import { play } from './play.ts'
import type { Scenario, Step } from './scenario.ts'
import type { Play, Stage } from './stage.ts'

export type Running = { readonly scenario: Scenario; readonly stop: () => void }

/** Plays the steps at their times; the same steps for the same `random`. What it put out of order it puts right. */
export const runScenario = (stage: Stage, scenario: Scenario, cast: Cast, random: Random): Running => {
  const pending = new Set<Cancel>()
  const over = new AbortController()
  const after = (seconds: number, run: () => void) => {
    const cancel = stage.pace.after(seconds * second, () => {
      pending.delete(cancel)
      run()
    })
    pending.add(cancel)
  }
  const p: Play = { cast, random, after, undo: [], signal: over.signal, ears: new Map() }
  // What goes wrong with the doors of those who play a part is what the scenario says.
  for (const resident of cast.values())
    for (const lockId of locksOf(stage.m, homeOf(stage.m, resident))) setSound(stage.equipment, lockId)
  for (const step of scenario.steps) cue(stage, step, p)
  return {
    scenario,
    stop: () => {
      over.abort()
      for (const cancel of pending) cancel()
      for (const run of p.undo) run()
      for (const ear of p.ears.values()) ear.leave()
      stage.directions.clear()
    },
  }
}

/** Waits for its time, or for a visit to come so far. */
const cue = (stage: Stage, step: Step, p: Play): void => {
  if (!('when' in step)) {
    p.after(step.at, () => play(stage, step, p, null))
    return
  }
  const { when, to, after = 0 } = step
  const host = p.cast.get(to)
  if (!host) return
  stage.directions.when(host.homeId, when, (visited) => {
    const run = () => play(stage, step, p, visited)
    if (after === 0) run()
    else p.after(after, run)
  })
}
