import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minute, second } from '../../../src-domain/time.ts'
import { fromCentre } from '../../../src-domain/wire/protocol.ts'
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
let clock: MovedClock
let started: Started
let desk: TestConsole
beforeEach(async () => {
  temp = tempFolder()
  clock = movedClock()
  started = await startCentre(temp.folder, { clock })
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
})
afterEach(async () => {
  desk.close()
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

/** Lets the console live at the centre for `time`, second by second. */
const live = async (time: number, attended: boolean): Promise<void> => {
  for (let passed = 0; passed < time; passed += second) {
    clock.advance(second)
    await desk.ask('alive', {
      storedSeq: 0,
      painting: attended,
      sounding: true,
      attended: true,
      probeId: null,
    })
  }
}
const alarm = () => started.centre.store.rows.load('alarm', caseOf(desk))
const commandNow = (session: string, name: string, args: unknown) =>
  desk.command(session, name, args, v7(), clock.now() + minute)

describe('an alarm that nobody has presented', () => {
  it('escalates at once where no console is attended', async () => {
    clock.advance(20 * second)
    await pressAt(started.url, scaip(1))
    await raisedAt(desk)
    clock.advance(second)
    await saidAt(desk, 'alarm.escalated')
    expect(alarm()?.escalationStep).toBe(4)
  })

  it('is stored at a console that does not paint, and escalates all the same', async () => {
    await live(15 * second, true)
    await pressAt(started.url, scaip(1))
    await raisedAt(desk)
    await live(20 * second, false)
    await saidAt(desk, 'alarm.escalated')
    expect(alarm()?.presentedAt).toEqual([])
    expect(alarm()?.escalationStep).toBeGreaterThan(0)
  })

  it('rests for a while once it is presented, and no longer than until it should be answered', async () => {
    await live(15 * second, true)
    await pressAt(started.url, scaip(1))
    await raisedAt(desk)
    await desk.ask('presented', { presses: [{ caseId: caseOf(desk), pressId: caseOf(desk) }] })
    await live(25 * second, true)
    expect(alarm()?.escalationStep).toBe(0)
    await live(10 * second, true)
    await saidAt(desk, 'alarm.escalated')
    expect(alarm()?.escalationStep).toBe(1)
  })
})

describe('an owned alarm', () => {
  const owned = async (): Promise<string> => {
    await live(second, true)
    const session = await desk.signIn('p-ida')
    await pressAt(started.url, scaip(1))
    await raisedAt(desk)
    await commandNow(session, 'answer', { caseId: caseOf(desk) })
    return session
  }

  it('rings for all when its console has been gone for 30 s', async () => {
    await owned()
    const other = await openConsole(started.url, 'desk-2')
    await other.resume()
    desk.close()
    clock.advance(31 * second)
    await saidAt(other, 'alarm.rang')
    expect(other.live.find((e) => e.kind === 'alarm.rang')?.payload).toContain('ownerGone')
    other.close()
  })

  it('rings when nothing happened for 600 s', async () => {
    await owned()
    await live(590 * second, true)
    expect(alarm()?.ringing).toBe(false)
    await live(15 * second, true)
    await saidAt(desk, 'alarm.rang')
    expect(alarm()?.ringCause).toBe('untouched')
  })

  it('rings when a patrol has not accepted within two minutes', async () => {
    const session = await owned()
    const sent = await commandNow(session, 'dispatch', { caseId: caseOf(desk), unitId: 'unit-4' })
    expect(sent.ok).toBe(true)
    await live(2 * minute + 2 * second, true)
    await saidAt(desk, 'alarm.rang')
    expect(alarm()?.ringCause).toBe('dispatchUnaccepted')
  })
})

describe('a console whose connection stands but that says nothing', () => {
  it('is lost after 10 s, and there again with its next word', async () => {
    await live(2 * second, true)
    clock.advance(12 * second)
    await saidAt(desk, 'workplace.lost')
    await live(2 * second, true)
    await saidAt(desk, 'workplace.connected', 2)
  })
})

describe('who has a case open', () => {
  it('is gone when their console falls silent, though its connection stands', async () => {
    const other = await openConsole(started.url, 'desk-2')
    const told: string[][] = []
    other.socket.on('presence', (raw: unknown) => {
      told.push(fromCentre.presence.parse(raw).open.map(({ personId }) => personId))
    })
    await live(2 * second, true)
    const session = await desk.signIn('p-ida')
    await desk.ask('looking', { session, cases: [v7()] })
    await other.ask('session', { token: 'answered after what was told before', renew: false })
    expect(told.at(-1)).toEqual(['p-ida'])
    clock.advance(7 * second)
    await other.ask('session', { token: 'answered after what was told before', renew: false })
    expect(told.at(-1)).toEqual([])
    other.close()
  })
})

describe('the synthetic test alarm', () => {
  it('walks the path every 60 s', async () => {
    clock.advance(2 * minute)
    await saidAt(desk, 'probe.raised', 2)
  })
})
