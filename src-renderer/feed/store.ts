import { create } from 'zustand'
import type { Ms } from '../../src-domain/time.ts'
import type { BenchView } from '../../src-preload/contract/bench.ts'
import type { Bridge, Heard } from '../../src-preload/contract/contract.ts'
import type {
  AlarmItem,
  AlertItem,
  CaseView,
  CommandState,
  Health,
  HomeMark,
  Session,
  UnitItem,
} from '../../src-preload/contract/view.ts'
import { setServerClock } from './clock.ts'
import { applyDelta, share } from './delta.ts'
import { addSamples, noSamples, type Samples } from './samples.ts'
import { nextTimes, noTimes, type StepTimes } from './stepTimes.ts'

/** What this window has been shown. Written by pushes alone; features read it through `hooks.ts`. */
export type Feed = {
  readonly alarms: ReadonlyMap<string, AlarmItem>
  readonly alerts: ReadonlyMap<string, AlertItem>
  readonly units: ReadonlyMap<string, UnitItem>
  readonly homes: ReadonlyMap<string, HomeMark>
  readonly openCase: CaseView | null
  /** Null until core has said anything at all. */
  readonly health: Health | null
  /** When the centre was last heard, and the newest test alarm raised that came the whole way; by `performance.now()`. */
  readonly heard: { readonly centreAt: Ms | null; readonly probeAt: Ms | null }
  readonly session: Session
  readonly commands: ReadonlyMap<string, CommandState>
  /** How much waits for a supervisor, and a number that rises with every change of access. */
  readonly access: Heard['access']
  /** The workbench, while this window shows it and core has told it. */
  readonly bench: BenchView | null
  /** What was measured in its newest test while it was shown. */
  readonly samples: Samples
  /** How long each step of that test took. */
  readonly stepTimes: StepTimes
  /** The newest test alarm that waits to be painted. */
  readonly probeId: string | null
  /** What the shell tells of core, which cannot tell of its own death; null until it has. */
  readonly core: Heard['core'] | null
  /** Whether what is kept on this machine is open. */
  readonly vault: Heard['vault']
  /** Rises with every whole new list of alarms: what was painted before has to be said again. */
  readonly alarmsEpoch: number
}

export const useFeed = create<Feed>()(() => ({
  alarms: new Map(),
  alerts: new Map(),
  units: new Map(),
  homes: new Map(),
  openCase: null,
  health: null,
  heard: { centreAt: null, probeAt: null },
  session: { state: 'signedOut' },
  commands: new Map(),
  access: { forReview: 0, stand: 0 },
  bench: null,
  samples: noSamples,
  stepTimes: noTimes,
  probeId: null,
  core: null,
  vault: { state: 'open', kind: null },
  alarmsEpoch: 0,
}))

/** Commands kept to tell what became of them; older ones have been seen. */
const commandsKept = 200

/** Listens to every push; returns how to stop. */
export const connectFeed = (bridge: Bridge): (() => void) => {
  const set = useFeed.setState
  const stops = [
    bridge.on('alarms', (delta) =>
      set((feed) => ({
        alarms: applyDelta(feed.alarms, delta, (item) => item.caseId),
        alarmsEpoch: feed.alarmsEpoch + (delta.reset ? 1 : 0),
      })),
    ),
    bridge.on('alerts', (delta) =>
      set((feed) => ({ alerts: applyDelta(feed.alerts, delta, (item) => item.id) })),
    ),
    bridge.on('units', (delta) =>
      set((feed) => ({ units: applyDelta(feed.units, delta, (item) => item.unitId) })),
    ),
    bridge.on('homes', (delta) =>
      set((feed) => ({ homes: applyDelta(feed.homes, delta, (item) => item.homeId) })),
    ),
    bridge.on('case', ({ view }) => set((feed) => ({ openCase: share(feed.openCase, view) }))),
    bridge.on('health', (health) => set((feed) => ({ health: share(feed.health, health) }))),
    bridge.on('clocks', ({ now, silenceMs, probeAgeMs }) => {
      setServerClock(now)
      const ago = (ms: number | null) => (ms === null ? null : performance.now() - ms)
      set({ heard: { centreAt: ago(silenceMs), probeAt: ago(probeAgeMs) } })
    }),
    bridge.on('session', (session) => set((feed) => ({ session: share(feed.session, session) }))),
    bridge.on('command', (state) => set((feed) => ({ commands: withCommand(feed.commands, state) }))),
    bridge.on('access', (access) => set({ access })),
    bridge.on('bench', ({ view }) =>
      set((feed) => ({
        bench: share(feed.bench, view),
        stepTimes: nextTimes(feed.stepTimes, view?.running ?? null, performance.now()),
      })),
    ),
    bridge.on('benchSamples', (came) => set((feed) => ({ samples: addSamples(feed.samples, came) }))),
    bridge.on('probe', ({ probeId }) => set({ probeId })),
    bridge.on('core', (core) => set({ core })),
    bridge.on('vault', (vault) => set({ vault })),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/**
 * Until core has told the queue, or for so many milliseconds: a core that is up tells it at once, and everything would
 * be drawn twice; one that is not may take a while.
 */
export const queueTold = (atMost: number): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      stop()
      clearTimeout(slow)
      resolve()
    }
    const slow = setTimeout(done, atMost)
    const stop = useFeed.subscribe(({ alarmsEpoch }) => (alarmsEpoch > 0 ? done() : undefined))
  })

const withCommand = (
  before: ReadonlyMap<string, CommandState>,
  state: CommandState,
): ReadonlyMap<string, CommandState> => {
  const after = new Map(before)
  after.set(state.commandId, state)
  for (const oldest of after.keys()) {
    if (after.size <= commandsKept) break
    after.delete(oldest)
  }
  return after
}
