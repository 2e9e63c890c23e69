import { setTimeout as wait } from 'node:timers/promises'
import { hour, type Ms, minute, second } from '../../../src-domain/time.ts'
import { centreHead } from '../disks.ts'
import { escalationsOf, factsOf } from '../facts.ts'
import type { Checked, Fault, Injection, Scene } from '../fault.ts'
import { signalAll } from '../processes.ts'
import { until } from '../until.ts'

/** In core by its file, and in the page's own `Date`. */
const setConsole = async ({ desk, clocks }: Scene, off: Ms): Promise<void> => {
  clocks.console.set(off)
  await desk.console().page.evaluate(setPage, off)
}
/** Runs in the page. */
const setPage = (off: number): void => {
  const real = Reflect.get(window, 'realDate') ?? Date
  Reflect.set(window, 'realDate', real)
  class Shifted extends (real as DateConstructor) {
    constructor(...given: [] | [number]) {
      super(given[0] ?? Shifted.now())
    }
    static override now(): number {
      return (real as DateConstructor).now() + off
    }
  }
  Reflect.set(window, 'Date', Shifted)
}

/** So many presses more, so that the fault is in the middle of them. */
const pressed = async ({ storm }: Injection, count = 25): Promise<void> => {
  const before = storm.sent()
  await until(`${count} presses`, () => storm.sent() >= before + count)
}

/** The journal's times run in its order. */
const inOrder = (at: Checked): string[] => {
  const facts = factsOf(at)
  const backwards = facts.filter((f, i) => f.receivedAt < (facts[i - 1]?.receivedAt ?? 0))
  return backwards.length > 0 ? [`${backwards.length} entries are older than the one before them`] : []
}
/**
 * No alarm was taken to have waited long: none has. Whether somebody attends is another matter, and on a machine that is
 * out of breath a desk may be missed for a moment.
 */
const unwoken = (at: Checked): string[] => {
  const causes = escalationsOf(at).flatMap(({ payload: { step, cause } }) =>
    step > 2 && cause !== 'noAttendedConsole' ? [cause] : [],
  )
  return causes.length > 0
    ? [`${causes.length} alarms were escalated as if an hour had passed: ${[...new Set(causes)].join(', ')}`]
    : []
}
const calm = async (at: Checked): Promise<string[]> => [...inOrder(at), ...unwoken(at)]

/** What the window says of its machine's clock; empty where it says nothing. */
const clockPulse = async ({ desk }: Scene): Promise<string> =>
  (await desk.console().page.getByTestId('pulse-clock').allTextContents()).join('')
/** The centre's time as the window shows it, and the words of it. */
const windowClock = async ({ desk }: Scene) => {
  const time = desk.console().page.getByTestId('top-bar').locator('time')
  const at = Date.parse((await time.getAttribute('datetime')) ?? '')
  return { at, text: (await time.textContent()) ?? '' }
}
const tellsCentreTime = async (scene: Scene): Promise<string[]> => {
  const ahead = (await windowClock(scene)).at - (Date.now() + scene.clocks.centre.off())
  // A centre that was set back waits for its machine's clock at a slower pace.
  const isWaiting = ahead > 0 && ahead <= -scene.clocks.centre.off()
  return Math.abs(ahead) < 5 * second || isWaiting
    ? []
    : [`the window's clock is ${Math.round(ahead / second)} s from the centre's`]
}

const consoleSet = (name: string, by: Ms, quick: { quick?: true }): Fault => ({
  name: `console's clock set an hour ${name}`,
  group: 'time',
  times: 3,
  ...quick,
  recoveryFrom: 'injection',
  recoverWithin: 15 * second,
  inject: async (at) => {
    await setConsole(at, by)
    await until('the window to say how far its machine is off', async () => (await clockPulse(at)) !== '')
    await pressed(at)
  },
  check: async (at) => {
    const wrong = [...(await calm(at)), ...(await tellsCentreTime(at))]
    // Set right again, as the next fault at this scene expects it.
    await setConsole(at, 0)
    await until('the window to say no more of it', async () => (await clockPulse(at)) === '')
    return wrong
  },
})

const centreSet = (name: string, by: Ms): Fault => ({
  name: `centre's clock set an hour ${name}`,
  group: 'time',
  times: 3,
  recoveryFrom: 'injection',
  inject: async (at) => {
    const { centre } = at.clocks
    centre.set(centre.off() + by)
    await pressed(at)
  },
  check: async (at) => [...(await calm(at)), ...(await tellsCentreTime(at))],
})

/** Presses on both sides of the moment at which the clocks on the wall are changed. */
const changeOver = (name: string, at: string, shows: readonly [before: RegExp, after: RegExp]): Fault => ({
  name,
  group: 'time',
  times: 1,
  // Both machines' clocks stand a little before it when the scene begins.
  scene: { before: 0, off: () => Date.parse(at) - 10 * minute - Date.now(), env: { TZ: 'Europe/Oslo' } },
  recoveryFrom: 'injection',
  inject: async (injection) => {
    const off = Date.parse(at) - 3 * second - Date.now()
    injection.clocks.centre.set(off)
    await setConsole(injection, off)
    await until('the old time', async () => shows[0].test((await windowClock(injection)).text))
    await until('the new time', async () => shows[1].test((await windowClock(injection)).text))
    await pressed(injection)
  },
  check: async (injection) => [...(await calm(injection)), ...(await tellsCentreTime(injection))],
})

const held = 15 * second

/** As in a machine that sleeps: nothing runs, nobody is told, the sockets stay up. */
const holding = (
  name: string,
  pids: (scene: Scene) => Promise<readonly number[]>,
  check: (at: Checked, goesOn: Ms) => Promise<string[]>,
  woken: (scene: Scene) => Promise<void> = async () => undefined,
): Fault => {
  let through = 0
  let goesOn = 0
  return {
    name,
    group: 'time',
    times: 3,
    recoveryFrom: 'lifting',
    recoverWithin: 15 * second,
    inject: async (at) => {
      const all = await pids(at)
      signalAll(all, 'SIGSTOP')
      await wait(held)
      goesOn = Date.now()
      signalAll(all.toReversed(), 'SIGCONT')
      await woken(at)
      through = centreHead(at.centre.folder).seq
    },
    // What it was told before it was held is no word of how it is now.
    whole: async ({ desk }) => (await desk.whole()) && ((await desk.health())?.storedSeq ?? 0) >= through,
    check: (at) => check(at, goesOn),
  }
}

/** Its consoles have ten seconds to be heard again; by its own clock, which is the machine's here. */
const grace = 9 * second
/** A centre that was held itself sends nobody's alarm on because it heard of no console meanwhile. */
const waitedForDesks = (at: Checked, goesOn: Ms): string[] => {
  const hasty = escalationsOf(at).filter(
    ({ receivedAt, payload: { cause } }) =>
      cause === 'noAttendedConsole' && receivedAt >= goesOn && receivedAt < goesOn + grace,
  )
  return hasty.length > 0 ? [`${hasty.length} alarms were sent on before a console could be heard again`] : []
}

/** Wall clocks that are set, the two nights, and processes that are held as by a machine's sleep. */
export const timeFaults: readonly Fault[] = [
  consoleSet('forward', hour, { quick: true }),
  consoleSet('back', -hour, {}),
  centreSet('forward', hour),
  centreSet('back', -hour),
  {
    name: 'centre and console ten minutes apart',
    group: 'time',
    times: 2,
    recoveryFrom: 'injection',
    inject: async (at) => {
      at.clocks.console.set(-10 * minute)
      await at.desk.killApp()
      await until('the window to say how far its machine is off', async () =>
        /\b10 min/.test(await clockPulse(at)),
      )
      await pressed(at)
    },
    check: async (at) => [...inOrder(at), ...(await tellsCentreTime(at))],
  },
  changeOver('autumn night: the hour that comes twice', '2027-10-31T01:00:00Z', [
    /^02:59:\d\d \+02:00$/,
    /^02:00:\d\d \+01:00$/,
  ]),
  changeOver('spring night: the hour that is missing', '2027-03-28T01:00:00Z', [
    /^01:59:\d\d$/,
    /^03:00:\d\d$/,
  ]),
  // A desk that sleeps is attended by nobody, and the centre escalates meanwhile, as it should.
  holding(
    'console asleep for 15 s',
    async ({ desk }) => desk.pids(),
    async (at) => [
      ...inOrder(at),
      ...(at.written.log().includes('"event":"woke"') ? [] : ['core was not told that the machine woke']),
    ],
    // What the system says to main when a machine has slept; a process that was held hears nothing of the kind.
    async ({ desk }) => {
      await desk.console().app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
    },
  ),
  holding(
    'core held for 15 s',
    async ({ desk }) => [await desk.corePid()],
    async (at) => inOrder(at),
  ),
  holding(
    'centre held for 15 s',
    async ({ centre }) => [centre.pid()],
    async (at, goesOn) => [...(await calm(at)), ...waitedForDesks(at, goesOn)],
  ),
]
