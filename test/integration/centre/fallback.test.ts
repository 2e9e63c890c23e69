import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FallbackConfig, fallbackConfig } from '../../../src-centre/fallback/config.ts'
import { readFact } from '../../../src-domain/journal/read.ts'
import { minute, second } from '../../../src-domain/time.ts'
import { hookSecret, openReceiver, type Receiver } from '../../build/receiver.ts'
import {
  type MovedClock,
  movedClock,
  noFaults,
  openConsole,
  pressAt,
  type Started,
  startCentre,
  type TestConsole,
  tempFolder,
} from './harness.ts'
import { people, scaip } from './town.ts'

/** The last step of the escalation, with a receiver, a command and a network that are real. */
let temp = tempFolder()
let clock: MovedClock
let started: Started
let receiver: Receiver
const desks: TestConsole[] = []
beforeEach(async () => {
  temp = tempFolder()
  clock = movedClock()
  receiver = await openReceiver(204)
})
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close()
  await started.centre.close()
  await receiver.close()
  temp.remove()
  noFaults(started)
})

const pem = (name: string) => new URL(`../../vectors/receiver-${name}.pem`, import.meta.url)
const tls = { key: readFileSync(pem('key'), 'utf8'), cert: readFileSync(pem('certificate'), 'utf8') }
const webhook = (more: object = {}): FallbackConfig =>
  fallbackConfig.parse({ kind: 'webhook', url: receiver.url, secret: hookSecret, testHours: 0, ...more })
const command = (script: string, more: object = {}): FallbackConfig =>
  fallbackConfig.parse({
    kind: 'command',
    argv: [process.execPath, '-e', script, temp.folder],
    testHours: 0,
    ...more,
  })

const start = async (fallback?: FallbackConfig, practice = true): Promise<void> => {
  started = await startCentre(temp.folder, { clock, practice, ...(fallback ? { fallback } : {}) })
  // Past the moment in which consoles come back after a restart.
  clock.advance(20 * second)
}
/** Lets time pass, a second or `step` at each turn, until it is so. */
const until = async (test: () => boolean, step = second): Promise<void> => {
  while (!test()) {
    clock.advance(step)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
/** Lets so much time pass, a second or `step` at each turn. */
const pass = (time: number, step = second): Promise<void> => {
  const end = clock.now() + time
  return until(() => clock.now() >= end, step)
}
const alarm = () => {
  const [row] = started.centre.store.rows.openAlarms()
  if (!row) throw new Error('no alarm')
  return row
}
const facts = () =>
  started.centre.store.entries
    .after(0, started.centre.journal.head().seq, 10_000)
    .map(readFact)
    .flatMap((read) => (read.ok && read.fact.kind.startsWith('fallback.') ? [read.fact] : []))
const said = () => facts().map(({ kind }) => kind)
const becomes = (state: 'accepted' | 'failed') => until(() => alarm().fallback?.state === state)

describe('an alarm that nobody can hear', () => {
  it('is told outside at once, signed, by the escalation’s own key, and nobody is named', async () => {
    await start(webhook())
    await pressAt(started.url, scaip(1))
    await becomes('accepted')
    const [told] = receiver.alarms()
    expect(clock.now() - alarm().receivedAt).toBeLessThan(10 * second)
    expect(told).toMatchObject({
      isSigned: true,
      attempt: 1,
      key: alarm().fallback?.deliveryId,
      message: {
        caseId: alarm().id,
        municipality: 'fjordvik',
        priority: 2,
        step: 4,
        cause: 'noAttendedConsole',
      },
    })
    expect(told?.body).not.toMatch(/Resident|Strandgata|home-1|res-1|00000000/)
    expect(said()).toEqual(['fallback.sent', 'fallback.accepted'])
  })

  it('is told again and again until it is taken over; that nobody was told is said once', async () => {
    receiver.set(500)
    await start(webhook())
    await pressAt(started.url, scaip(1))
    await until(() => receiver.alarms().length === 3)
    expect(alarm().fallback).toMatchObject({ state: 'failed', why: 'status', code: 500 })
    receiver.set(200)
    await becomes('accepted')
    expect(new Set(receiver.alarms().map(({ key }) => key)).size).toBe(1)
    expect(receiver.alarms().map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4])
    expect(said()).toEqual(['fallback.sent', 'fallback.failed', 'fallback.accepted'])
    expect(alarm().fallback?.attempts).toBe(4)
  })

  it('is told no more once somebody answers', async () => {
    receiver.set(503)
    await start(webhook())
    const desk = await openConsole(started.url, 'desk-1')
    desks.push(desk)
    await pressAt(started.url, scaip(1))
    await becomes('failed')
    const session = await desk.signIn('p-ida')
    const done = await desk.command(
      session,
      'answer',
      { caseId: alarm().id },
      undefined,
      clock.now() + minute,
    )
    expect(done.ok).toBe(true)
    const before = receiver.alarms().length
    await pass(5 * minute, minute)
    // One that was under way when it was answered may still arrive.
    expect(receiver.alarms().length).toBeLessThanOrEqual(before + 1)
    const later = receiver.alarms().length
    await pass(20 * minute, minute)
    expect(receiver.alarms()).toHaveLength(later)
  })

  it('is told anew when it is pressed again, not answered again, and escalates again', async () => {
    await start(webhook())
    const desk = await openConsole(started.url, 'desk-1')
    desks.push(desk)
    await pressAt(started.url, scaip(1))
    await becomes('accepted')
    const session = await desk.signIn('p-ida')
    await desk.command(session, 'answer', { caseId: alarm().id }, undefined, clock.now() + minute)
    await pressAt(started.url, scaip(1))
    await until(() => receiver.alarms().length === 2)
    const [first, second] = receiver.alarms()
    expect(second?.key).not.toBe(first?.key)
    expect(second?.message).toMatchObject({ caseId: alarm().id })
  })
})

describe('a centre whose disk takes nothing more', () => {
  const writable = (yes: boolean) => started.centre.store.db.pragma(`query_only = ${yes ? 0 : 1}`)

  it('tells outside what its journal cannot say, once it is taken over no more, and says it when it can', async () => {
    receiver.set(500)
    await start(webhook())
    const desk = await openConsole(started.url, 'desk-1')
    desks.push(desk)
    // Somebody sits there until the disk is full.
    const alive = { storedSeq: 0, painting: true, sounding: true, attended: true, probeId: null }
    await desk.ask('alive', alive)
    await pressAt(started.url, scaip(1))
    writable(false)
    await until(() => receiver.alarms().length >= 2)
    expect(alarm().escalationStep).toBeLessThan(4)
    receiver.set(204)
    const before = receiver.alarms().length
    await until(() => receiver.alarms().length > before)
    const heard = receiver.alarms().length
    await pass(30 * second)
    expect(receiver.alarms()).toHaveLength(heard)
    expect(new Set(receiver.alarms().map(({ key }) => key)).size).toBe(1)
    expect(receiver.alarms()[0]?.message).toMatchObject({ caseId: alarm().id, step: 4 })

    writable(true)
    await becomes('accepted')
    expect(said()).toEqual(['fallback.sent', 'fallback.accepted'])
    expect(started.faults.splice(0).every((fault) => /disk|SQLITE_READONLY|readonly/i.test(fault))).toBe(true)
  })
})

describe('a receiver', () => {
  it.each([
    ['that hangs', async () => receiver.set('hang'), 'timeout', null],
    ['that points elsewhere', async () => receiver.set(302), 'status', 302],
    ['that is not there', () => receiver.close(), 'unreachable', null],
  ] as const)('%s is a failure with its reason', async (_, spoil, why, code) => {
    await spoil()
    await start(webhook({ timeoutSeconds: 0.2 }))
    await pressAt(started.url, scaip(1))
    await becomes('failed')
    expect(alarm().fallback).toMatchObject({ why, code })
    if (why === 'unreachable') receiver = await openReceiver(204)
  })

  it('whose certificate nobody vouches for is told nothing; with its authority named, it is', async () => {
    await receiver.close()
    receiver = await openReceiver(200, tls)
    await start(webhook())
    await pressAt(started.url, scaip(1))
    await becomes('failed')
    expect(alarm().fallback).toMatchObject({ why: 'untrusted' })
    expect(receiver.heard).toEqual([])
    await started.centre.close()
    started = await startCentre(temp.folder, {
      clock,
      fallback: webhook({ ca: pem('certificate').pathname }),
    })
    await becomes('accepted')
  })
})

describe('a command', () => {
  const keep = `const fs = require('fs'); const file = process.argv[1] + '/told.json';
    fs.writeFileSync(file, fs.readFileSync(0));`

  it('has the message on its standard input, no shell, and nothing of the centre’s environment', async () => {
    process.env.VAKTROM_TEST_SECRET = 'not yours'
    await start(command(`${keep} process.exit(process.env.VAKTROM_TEST_SECRET ? 9 : 0)`))
    await pressAt(started.url, scaip(1))
    await becomes('accepted')
    delete process.env.VAKTROM_TEST_SECRET
    expect(JSON.parse(readFileSync(join(temp.folder, 'told.json'), 'utf8'))).toMatchObject({
      test: false,
      caseId: alarm().id,
    })
  })

  it.each([
    ['that fails', 'process.exit(3)', 'exit', 3],
    ['that hangs', 'setInterval(() => {}, 1000)', 'timeout', null],
  ] as const)('%s is a failure with its reason', async (_, script, why, code) => {
    await start(command(script, { timeoutSeconds: why === 'timeout' ? 0.4 : 10 }))
    await pressAt(started.url, scaip(1))
    await becomes('failed')
    expect(alarm().fallback).toMatchObject({ why, code })
  })

  it('that hangs is ended with all that it started', async () => {
    const pidFile = join(temp.folder, 'child.pid')
    const script = `const { spawn } = require('child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      require('fs').writeFileSync(process.argv[1] + '/child.pid', String(child.pid)); setInterval(() => {}, 1000)`
    await start(command(script, { timeoutSeconds: 1 }))
    await pressAt(started.url, scaip(1))
    await becomes('failed')
    const pid = Number(readFileSync(pidFile, 'utf8'))
    const isAlive = () =>
      existsSync(`/proc/${pid}`) && !/State:\s+Z/.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    await until(() => !isAlive())
  })

  it('that is not there says so', async () => {
    await start(fallbackConfig.parse({ kind: 'command', argv: ['/no/such/program'], testHours: 0 }))
    await pressAt(started.url, scaip(1))
    await becomes('failed')
    expect(alarm().fallback).toMatchObject({ why: 'notStarted' })
  })
})

describe('without a hook', () => {
  it('a live centre says that nobody outside was told', async () => {
    await start(undefined, false)
    await pressAt(started.url, scaip(1))
    await becomes('failed')
    expect(alarm().fallback).toMatchObject({ why: 'notConfigured', attempts: 0 })
    clock.advance(minute)
    await started.centre.journal.write(() => undefined)
    expect(said()).toEqual(['fallback.failed'])
  })

  it('practice escalates and stays silent about it', async () => {
    await start()
    await pressAt(started.url, scaip(1))
    await until(() => alarm().escalationStep === 4)
    clock.advance(minute)
    await started.centre.journal.write(() => undefined)
    expect(said()).toEqual([])
  })
})

describe('the proof that it is heard outside', () => {
  const last = () => started.centre.store.rows.load('fallback', 'fallback')

  it('goes out at the first start and then as often as asked for, marked as a test, not at every start', async () => {
    await start(webhook({ testHours: 1 }))
    await until(() => last()?.why === null)
    expect(receiver.heard).toMatchObject([
      { isSigned: true, message: { test: true, municipality: 'fjordvik' } },
    ])
    await started.centre.close()
    started = await startCentre(temp.folder, { clock, fallback: webhook({ testHours: 1 }) })
    await pass(55 * minute, minute)
    expect(receiver.heard).toHaveLength(1)
    await until(() => receiver.heard.length === 2, minute)
  })

  it('that fails is said, and tried again before the day is over', async () => {
    receiver.set(500)
    await start(webhook({ testHours: 24 }))
    await until(() => last()?.why === 'status')
    receiver.set(200)
    const failedAt = clock.now()
    await until(() => last()?.why === null, minute)
    expect(clock.now() - failedAt).toBeLessThan(15 * minute)
  })

  it('names nobody of the staff either', async () => {
    await start(webhook({ testHours: 24 }))
    await until(() => receiver.heard.length === 1)
    for (const { name } of people) expect(receiver.heard[0]?.body).not.toContain(name)
  })
})
