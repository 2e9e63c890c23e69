import { never } from '../../../src-domain/result.ts'
import { minute } from '../../../src-domain/time.ts'
import type { Visited } from '../actors/directions.ts'
import type { DoorActor } from '../actors/door.ts'
import { listenAt } from '../actors/eavesdropper.ts'
import type { OnVisitStep } from './scenario.ts'
import type { Play, Stage } from './stage.ts'

/** How often whoever found a phone tries the door with it: a minute by the clock on the wall, as leases count. */
const finderRests = minute

/** What happens around a visit, to those who are there. */
export const playOnVisit = (stage: Stage, step: OnVisitStep, p: Play, visited: Visited): void => {
  const { phone, doors, doorIds } = visited
  const door = doors.at(doorIds.at(-1) ?? '')
  switch (step.do) {
    case 'phone':
      phone.befall(step.becomes === 'well' ? null : step.becomes)
      p.undo.push(() => phone.befall(null))
      break
    case 'find':
      if (door) void find(stage, p, visited, door)
      break
    case 'eavesdrop':
      if (door) p.ears.set(step.to, listenAt(door))
      break
    case 'tryHeard':
      void tryHeard(p, step.to)
      break
    default:
      never(step)
  }
}

const find = async (stage: Stage, p: Play, { phone }: Visited, door: DoorActor): Promise<void> => {
  do {
    const tried = await phone.triedByFinder(door)
    if (tried.kind !== 'record' || tried.outcome.kind === 'refused') break
  } while (await stage.pace.wait(finderRests * Math.max(1, stage.pace.speed()), p.signal))
  phone.befall(null)
}

const tryHeard = async (p: Play, who: string): Promise<void> => {
  const ear = p.ears.get(who)
  await ear?.replay()
  await ear?.copy()
}
