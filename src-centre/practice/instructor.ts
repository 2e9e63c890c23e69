import { ok, type Result, refuse } from '../../src-domain/result.ts'
import type { Municipality } from './people/municipality.ts'
import type { Random } from './random.ts'
import { scenarios } from './scenarios/all.ts'
import { castOf, homeOf, locksOf } from './scenarios/cast.ts'
import { type Running, runScenario } from './scenarios/runner.ts'
import type { Scenario } from './scenarios/scenario.ts'
import type { Stage } from './scenarios/stage.ts'
import type { LonLat } from './town/town.ts'
import { ordinaryTide, type Tide } from './traffic/day.ts'

/** One scenario at a time; starting one ends the other. */
type Instructor = {
  readonly names: readonly string[]
  readonly running: () => string | null
  readonly start: (name: string) => Result<null>
  readonly stop: () => void
  readonly tide: () => Tide
  /** Locks that a scenario needs as they are. */
  readonly spares: (lockId: string) => boolean
}

export const scenarioNamed = (name: string): Scenario | undefined => scenarios.find((s) => s.name === name)

export const makeInstructor = (stage: Stage, m: Municipality, near: LonLat, random: Random): Instructor => {
  let now: Running | null = null
  let spared: ReadonlySet<string> = new Set()
  const stop = () => {
    now?.stop()
    now = null
    spared = new Set()
  }
  return {
    names: scenarios.map((s) => s.name),
    running: () => now?.scenario.name ?? null,
    start: (name) => {
      const scenario = scenarioNamed(name)
      if (!scenario) return refuse('unknownCommand', { scenario: name })
      stop()
      const cast = castOf(scenario, m, near)
      spared = new Set([...cast.values()].flatMap((r) => locksOf(m, homeOf(m, r))))
      // A stream of its own: the same steps however often and whenever it is started.
      now = runScenario(stage, scenario, cast, random.fork(name))
      return ok(null)
    },
    stop,
    tide: () => now?.scenario.tide ?? ordinaryTide,
    spares: (lockId) => spared.has(lockId),
  }
}
