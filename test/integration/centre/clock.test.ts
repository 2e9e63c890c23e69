import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CentreClock, systemClock } from '../../../src-centre/clock.ts'
import { hour, minute, second } from '../../../src-domain/time.ts'
import { type SetClocks, setClocks } from '../../build/setClocks.ts'
import {
  caseOf,
  type MovedClock,
  movedClock,
  noFaults,
  openConsole,
  pressAt,
  raisedAt,
  type Started,
  saidAt,
  startCentre,
  type TestConsole,
  tempFolder,
} from './harness.ts'
import { scaip } from './town.ts'

let temp = tempFolder()
let passing: MovedClock
let machine: SetClocks
let clock: CentreClock
let started: Started
let desk: TestConsole

/** The centre's own clock on a machine whose clock the test sets; time passes when the test says so. */
const onMachine = (): CentreClock => ({ ...systemClock(undefined, undefined, machine), after: passing.after })
const open = async () => {
  started = await startCentre(temp.folder, { clock })
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
}
const close = async () => {
  desk.close()
  await started.centre.close()
}
beforeEach(async () => {
  temp = tempFolder()
  passing = movedClock()
  machine = setClocks({ wall: passing.now, mono: passing.now })
  clock = onMachine()
  await open()
})
afterEach(async () => {
  await close()
  temp.remove()
  noFaults(started)
})

const alive = (attended: boolean) =>
  desk.ask('alive', { storedSeq: 0, painting: attended, sounding: true, attended: true, probeId: null })
/** Lets the console live at the centre for `time`, second by second. */
const live = async (time: number): Promise<void> => {
  for (let passed = 0; passed < time; passed += second) {
    passing.advance(second)
    await alive(true)
  }
}
const alarm = () => started.centre.store.rows.load('alarm', caseOf(desk))
const presented = async () => {
  await live(15 * second)
  await pressAt(started.url, scaip(1))
  await raisedAt(desk)
  await desk.ask('presented', { presses: [{ caseId: caseOf(desk), pressId: caseOf(desk) }] })
  await live(5 * second)
}
const receivedInOrder = () => {
  const times = started.centre.store.entries.after(0, 10_000, 10_000).map((e) => e.receivedAt)
  return times.every((at, i) => at >= (times[i - 1] ?? 0))
}

describe.each([
  ['forward', hour],
  ['back', -hour],
])("while the centre's machine is set an hour %s", (_, by) => {
  it('the escalation of an alarm goes on where it was: neither at once nor an hour late', async () => {
    await presented()
    machine.set(by)
    await live(20 * second)
    expect(alarm()?.escalationStep).toBe(0)
    await live(7 * second)
    await saidAt(desk, 'alarm.escalated')
    expect(alarm()?.escalationStep).toBe(1)
    await live(30 * second)
    await saidAt(desk, 'alarm.escalated', 2)
    expect(alarm()?.escalationStep).toBe(2)
    expect(receivedInOrder()).toBe(true)
  })

  it('nobody is taken for gone, an owned alarm stays quiet, and what was just asked for is done', async () => {
    await presented()
    const session = await desk.signIn('p-ida')
    const asked = v7()
    const notAfter = clock.now() + 15 * second
    machine.set(by)
    const answer = await desk.command(session, 'answer', { caseId: caseOf(desk) }, asked, notAfter)
    expect(answer.ok).toBe(true)
    await live(2 * minute)
    expect(alarm()?.ringing).toBe(false)
    expect(desk.live.filter((e) => e.kind === 'workplace.lost')).toEqual([])
    const late = await desk.command(session, 'note', { caseId: caseOf(desk), text: 'Sent.' }, v7(), notAfter)
    expect(late).toMatchObject({ ok: false, error: { code: 'tooLate' } })
    await live(9 * minute)
    await saidAt(desk, 'alarm.rang')
    expect(alarm()?.ringCause).toBe('untouched')
  })
})

it('tells its consoles the time of a clock that was set forward at once', async () => {
  machine.set(hour)
  const other = await openConsole(started.url, 'desk-2')
  expect(other.welcome.now).toBe(Math.floor(machine.wall()))
  other.close()
})

it('goes on with an open alarm when it comes back with a clock that was set back meanwhile', async () => {
  await presented()
  const caseId = caseOf(desk)
  await close()
  machine.set(-hour)
  clock = onMachine()
  await open()
  await live(35 * second)
  await saidAt(desk, 'alarm.escalated')
  expect(started.centre.store.rows.load('alarm', caseId)?.escalationStep).toBe(1)
  expect(receivedInOrder()).toBe(true)
})

describe('a centre that did not run for a while', () => {
  it('hears its consoles before it wakes anybody', async () => {
    await presented()
    machine.stand(2 * minute)
    passing.advance(500)
    await alive(true)
    await desk.ask('presented', { presses: [{ caseId: caseOf(desk), pressId: caseOf(desk) }] })
    expect(started.warnings.filter((w) => w.startsWith('stopped'))).toHaveLength(1)
    expect(alarm()?.escalationStep).toBe(0)
    // Two minutes are two minutes for whoever waits: what is due is said once the consoles were heard.
    await live(3 * second)
    await saidAt(desk, 'alarm.escalated')
    expect(desk.live.filter((e) => e.kind === 'alarm.escalated').map((e) => e.payload)).toEqual([
      expect.stringContaining('notAnswered'),
    ])
  })

  it('escalates all the same where its every look comes late', async () => {
    await live(15 * second)
    await pressAt(started.url, scaip(1))
    await raisedAt(desk)
    for (let look = 0; look < 4; look++) {
      machine.stand(6 * second)
      passing.advance(500)
      await alive(true)
    }
    await saidAt(desk, 'alarm.escalated')
    expect(alarm()?.escalationStep).toBeGreaterThan(0)
  })

  it('does not take its consoles for gone', async () => {
    await live(15 * second)
    machine.stand(2 * minute)
    passing.advance(500)
    await pressAt(started.url, scaip(1))
    await raisedAt(desk)
    await live(4 * second)
    expect(alarm()?.escalationStep).toBe(0)
  })
})
