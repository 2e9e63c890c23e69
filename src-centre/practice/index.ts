import type { Clock } from '../clock.ts'
import type {
  OpenPractice,
  PracticeCentre,
  PracticeControl,
  PracticeOptions,
  PracticePort,
} from '../practice-port.ts'
import { makeDirections } from './actors/directions.ts'
import { keepDuty } from './duty.ts'
import { openField } from './field.ts'
import { makeInstructor, scenarioNamed } from './instructor.ts'
import { makeMap } from './map.ts'
import { makeOpening, type Opening } from './opening.ts'
import { makePace } from './pace.ts'
import { type Municipality, makeMunicipality, registryRows } from './people/municipality.ts'
import { makeResidentGrants } from './people/residentGrants.ts'
import { sharedCodes } from './people/sharedCodes.ts'
import { minuteOfDay, shiftAt } from './people/shifts.ts'
import { random as seeded } from './random.ts'
import { living } from './scenarios/cast.ts'
import { fillStock } from './stock.ts'
import { liveDays } from './telemetry/days.ts'
import { firstEquipment } from './telemetry/first.ts'
import { openPlatform } from './telemetry/platform.ts'
import { liveCuts } from './telemetry/powerCut.ts'
import { liveResidentApp } from './telemetry/residentApp.ts'
import { makeTown } from './town/make-town.ts'
import { makeCallers } from './traffic/callers.ts'
import { liveTraffic } from './traffic/day.ts'
import { openIntake } from './traffic/intake.ts'
import { makeTravel } from './travel.ts'

const platformId = 'practice-locks'
const intakeId = 'practice-alarms'

const after: Clock['after'] = (delay, run) => {
  const timer = setTimeout(run, delay)
  return () => clearTimeout(timer)
}

/** Fjordvik kommune: a town, its people, their doors and alarms, and the patrols that come to help. */
export const startPractice: OpenPractice = async (options) =>
  openPractice(options, { now: options.now, after })

/** The same with a clock of one's own, so that a test need not wait for anybody. */
export const openPractice = (options: PracticeOptions, clock: Clock): PracticePort => {
  if (options.scenario !== null && !scenarioNamed(options.scenario))
    throw new Error(`There is no scenario "${options.scenario}".`)
  if (options.residents < 1) throw new Error('A municipality needs at least one resident.')
  const town = makeTown({ seed: options.seed, residents: options.residents })
  const m = makeMunicipality(options.seed, town, options.residents)
  const opening = makeOpening(m)
  return {
    registryRows: () => registryRows(m, shiftAt(clock.now())),
    accounts: () => m.accounts,
    adapters: () => [
      { adapterId: platformId, kind: 'platform' },
      { adapterId: intakeId, kind: 'intake' },
    ],
    map: makeMap(town),
    travel: makeTravel(town),
    start: (centre) => live(options, clock, m, opening, centre),
  }
}

const live = async (
  options: PracticeOptions,
  clock: Clock,
  m: Municipality,
  opening: Opening,
  centre: PracticeCentre,
): Promise<PracticeControl> => {
  const random = seeded(options.seed).fork('life')
  const pace = makePace(clock, options.speed)
  const directions = makeDirections()
  const hourOfDay = () => Math.floor(minuteOfDay(clock.now()) / 60)
  const adapter = (adapterId: string) => {
    const known = centre.adapters.find((a) => a.adapterId === adapterId)
    if (!known) throw new Error(`the centre gave no secret to ${adapterId}`)
    return { url: centre.url, ...known }
  }

  await fillStock(m.returned, centre)
  await centre.putSharedCodes(sharedCodes(seeded(options.seed).fork('shared codes'), m))
  const sound = new Set(opening.lockIds)
  const equipment = firstEquipment(random.fork('equipment'), m, clock.now, sound)
  const platform = openPlatform(adapter(platformId), equipment, clock)
  const intake = openIntake(adapter(intakeId), clock)
  const callers = makeCallers(m.homeUnits, clock.now, (raw) => void intake.send(raw))
  const stage = { m, now: clock.now, pace, callers, equipment, directions, put: centre.putRegistry }
  const instructor = makeInstructor(stage, m, m.town.centre, random.fork('scenarios'))

  const field = openField(m, options.seed, random.fork('field'), opening, {
    clock,
    pace,
    equipment,
    directions,
    url: centre.url,
    centre,
    keypadKey: centre.keypadKey,
    onSecret: centre.onSecret,
    keypadUsed: platform.keypadUsed,
  })
  const duty = keepDuty(m, clock, field.crews, centre.putRegistry)
  await duty.begun

  const spared = (lockId: string) => sound.has(lockId) || instructor.spares(lockId)
  const ends = [
    liveDays(random.fork('days'), pace, equipment, hourOfDay, spared),
    liveCuts(random.fork('cuts'), pace, m, equipment),
    liveResidentApp(
      { random: random.fork('app'), pace, now: clock.now, m, equipment, tell: platform.appSaid, spared },
      makeResidentGrants(seeded(options.seed).fork('resident grants'), m, clock.now(), opening.resident),
    ),
    liveTraffic({
      random: random.fork('traffic'),
      clock,
      pace,
      callers,
      residents: living(m),
      hourOfDay,
      tide: instructor.tide,
      waiting: centre.waiting,
    }),
  ]
  if (options.scenario === null) {
    directions.give(opening.resident.homeId, { kind: 'smooth' })
    pace.after(opening.after * 1_000, () => callers.press(opening.resident, 'pendant'))
  } else instructor.start(options.scenario)

  return {
    scenarios: instructor.names,
    running: instructor.running,
    speed: pace.speed,
    startScenario: async (name) => instructor.start(name),
    stopScenario: async () => instructor.stop(),
    setSpeed: pace.setSpeed,
    close: async () => {
      for (const end of ends) end()
      instructor.stop()
      duty.end()
      field.close()
      pace.stop()
      intake.close()
      platform.close()
    },
  }
}
