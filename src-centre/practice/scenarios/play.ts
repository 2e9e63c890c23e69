import { never } from '../../../src-domain/result.ts'
import type { Visited } from '../actors/directions.ts'
import type { Resident } from '../people/residents.ts'
import { befallLock, changeProvider, crowd, darken, endService } from './acts.ts'
import { homeOf } from './cast.ts'
import { playOnVisit } from './onVisit.ts'
import type { Step } from './scenario.ts'
import type { Play, Stage } from './stage.ts'

/** One step, now. `visited`: what there is where it waited for a visit. */
export const play = (stage: Stage, step: Step, p: Play, visited: Visited | null): void => {
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
      crowd(stage, step.count, step.within, p)
      break
    case 'powerCut':
      withPart(step.who, (r) => darken(stage, homeOf(m, r), step.minutes, p))
      break
    case 'lock':
      withPart(step.who, (r) => befallLock(stage, homeOf(m, r), step.change, p))
      break
    case 'changeProvider':
      withPart(step.who, (r) => changeProvider(stage, r, p))
      break
    case 'endService':
      withPart(step.who, (r) => endService(stage, r, p))
      break
    case 'phone':
    case 'find':
    case 'eavesdrop':
    case 'tryHeard':
      if (visited) playOnVisit(stage, step, p, visited)
      break
    default:
      never(step)
  }
}
