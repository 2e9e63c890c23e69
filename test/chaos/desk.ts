import { z } from 'zod'
import type { Bridge } from '../../src-preload/contract/contract.ts'
import { fromSound } from '../../src-preload/contract/sound.ts'
import type { Health } from '../../src-preload/contract/view.ts'
import type { Console } from '../e2e/fixture.ts'
import { endAll, inPageOf, livesOf, nextLife } from '../e2e/lives.ts'
import { operatorAt } from '../e2e/operator.ts'
import { inPage } from './eyes.ts'
import { isAlive, signalAll, treeOf } from './processes.ts'
import { until } from './until.ts'

declare global {
  interface Window {
    readonly vaktrom: Bridge
    /** The newest health that this page was pushed. */
    deskHealth?: Health | null
  }
}

export type Launch = (options: {
  readonly args: readonly string[]
  readonly profile: string
  readonly env: Readonly<Record<string, string>>
}) => Promise<Console>

/** The console that faults hit, over all its lives; always the same profile. */
export type Desk = {
  readonly profile: string
  /** The window of its present life. */
  readonly console: () => Console
  /** The newest that its page was told; null where no page answers. */
  readonly health: () => Promise<Health | null>
  /** Presses that the sound window has in its output right now. */
  readonly ringing: () => Promise<readonly string[]>
  /** Connected and caught up, core itself is there, and it could be heard. */
  readonly whole: () => Promise<boolean>
  /** Looks into one of its pages, in whichever life; `look` runs there. Throws where no such page answers. */
  readonly look: <T>(page: 'index' | 'sound', look: () => T | Promise<T>) => Promise<T>
  readonly killCore: () => Promise<void>
  /**
   * Its main process alone, dead or stopped by the signal; resolves when its watchdog has brought back a window with its
   * queue. From then on nobody but this desk has it in hand.
   */
  readonly killMain: (signal: 'SIGKILL' | 'SIGSTOP') => Promise<void>
  readonly corePid: () => Promise<number>
  /** Every process of the app, and its watchdog; main first. */
  readonly pids: () => readonly number[]
  /**
   * The whole app, as when the machine's power goes; then the same console is started again, after `meanwhile`, which
   * may start it on its own account and see it end.
   */
  readonly killApp: (meanwhile?: (start: () => Promise<unknown>) => void | Promise<void>) => Promise<void>
  /** Cases that stand as a row in the window's queue, from its top to its end. */
  readonly casesInQueue: () => Promise<Set<string>>
}

/** Core's name in the process list, as the shell gives it. */
const coreName = 'Vaktrom core'

export const openDesk = async (
  launch: Launch,
  started: {
    readonly profile: string
    readonly args: readonly string[]
    readonly env: Readonly<Record<string, string>>
  },
  person: { readonly name: string; readonly personId: string },
): Promise<Desk> => {
  const { profile, args, env } = started
  const start = () =>
    launch({
      args: ['--profile', profile, ...args],
      profile,
      env: { VAKTROM_SOUND: 'without-device', ...env },
    })
  let now = await start()
  try {
    await operatorAt(now.page, 'mouse').signIn(person)
  } catch (error) {
    await now.close()
    throw error
  }

  const mainPid = (): number => {
    if (afterlife !== 0) return afterlife
    const { pid } = now.app.process()
    if (pid === undefined) throw new Error('the app does not run')
    return pid
  }
  const corePid = async (): Promise<number> => {
    const pid = await now.app.evaluate(
      ({ app }, name) => app.getAppMetrics().find((one) => one.name === name)?.pid ?? 0,
      coreName,
    )
    if (pid === 0) throw new Error('core does not run')
    return pid
  }
  /** Main's number, once the watchdog has started it. */
  let afterlife = 0
  const look: Desk['look'] = (page, what) =>
    afterlife === 0 ? inPage(now.app, page, what) : inPageOf(profile, page, what)
  const health = () => look('index', newestHealth).catch(() => null)
  return {
    profile,
    console: () => (afterlife === 0 ? now : { ...now, close: () => leave(profile) }),
    look,
    health,
    ringing: async () => sink.parse(await look('sound', inTheOutput)),
    whole: async () => {
      const h = await health()
      const isHere = h?.core === 'running' && h.link === 'connected' && h.replay === null && h.storedSeq > 0
      return isHere && h.sound === 'ok'
    },
    corePid,
    killCore: async () => {
      const pid = await corePid()
      const restarts = async () => (await health())?.coreRestarts ?? 0
      const before = await restarts()
      process.kill(pid, 'SIGKILL')
      await until('the window to say that core was started again', async () => (await restarts()) > before)
    },
    killMain: async (signal) => {
      const main = livesOf(profile).main ?? 0
      if (main === 0) throw new Error('main does not run')
      process.kill(main, signal)
      afterlife = await nextLife(profile, main)
    },
    pids: () => treeOf(mainPid()),
    killApp: async (meanwhile = () => undefined) => {
      const main = mainPid()
      const all = treeOf(main)
      // Held first, and its watchdog with it: neither may start the other again.
      signalAll(all, 'SIGSTOP')
      signalAll(treeOf(main), 'SIGKILL')
      await until('all of the app to be gone', () => !all.some(isAlive))
      await now.close()
      await meanwhile(start)
      now = await start()
      afterlife = 0
    },
    casesInQueue: async () => new Set(await look('index', casesInQueue)),
  }
}

/** Asks main to quit, as by Ctrl-C; what does not is ended. */
const leave = async (profile: string): Promise<void> => {
  const { main } = livesOf(profile)
  if (main !== null) process.kill(main, 'SIGTERM')
  await until('the console to have quit', () => livesOf(profile).all.length === 0, 15_000).catch(() =>
    endAll(profile),
  )
}

/** Runs in the page: the first look asks to be told from then on. */
const newestHealth = (): Health | null => {
  if (window.deskHealth === undefined) {
    window.deskHealth = null
    window.vaktrom.on('health', (health) => {
      window.deskHealth = health
    })
  }
  return window.deskHealth
}

/** Runs in the sound page, which writes down what it reports. */
const inTheOutput = (): string => document.documentElement.dataset.sounding ?? ''
const sink = z.string().transform((text) => (text === '' ? [] : fromSound.parse(JSON.parse(text)).ringing))

/** Runs in the page: what is out of sight has no row until the list is scrolled to it. */
const casesInQueue = async (): Promise<string[]> => {
  const list = document.querySelector('[data-testid="queue"] [role="grid"]')
  if (!list) throw new Error('there is no queue')
  const painted = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
    })
  const found = new Set<string>()
  list.scrollTop = 0
  for (let before = -1; before !== list.scrollTop; ) {
    await painted()
    for (const row of list.querySelectorAll('[data-case]')) found.add(row.getAttribute('data-case') ?? '')
    before = list.scrollTop
    list.scrollTop += list.clientHeight / 2
  }
  list.scrollTop = 0
  return [...found]
}
