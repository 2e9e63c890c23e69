import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clocks } from '../../../src-domain/clocks.ts'
import { machineClocks } from '../../../src-main/core/clocks.ts'
import { type Core, type CoreOptions, startCore } from '../../../src-main/core/core.ts'
import type { CentreTrust } from '../../../src-main/core/link/trust.ts'
import { type KeptSession, type ToShell, toShell } from '../../../src-main/core/messages.ts'
import { type Verified, verifyChain } from '../../../src-main/core/reader/verify.ts'
import { openReplica } from '../../../src-main/core/store/open.ts'
import { replicaFile } from '../../../src-main/core/store/opening.ts'
import { storeOf } from '../../../src-main/core/store/store.ts'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import {
  type Call,
  type CallAnswer,
  type CallArgs,
  calls,
  fromCore,
  type Push,
  type Pushes,
  pushes,
} from '../../../src-preload/contract/contract.ts'
import { toSound } from '../../../src-preload/contract/sound.ts'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { portPair } from '../../build/portPair.ts'
import { secretOf } from '../centre/harness.ts'

export const storeKey = 'c0'.repeat(32)

export const tempProfile = () => {
  const profile = mkdtempSync(join(tmpdir(), 'vaktrom-core-'))
  return { profile, remove: () => rmSync(profile, { recursive: true, force: true }) }
}

/** The centre of the test hit no bug of its own. */
export const noFaults = ({ faults }: { readonly faults: readonly string[] }): void => {
  if (faults.length > 0) throw new Error(`the centre failed: ${faults.join('; ')}`)
}

/** What a window has been pushed, kept as a renderer would keep it. */
export type Seen = {
  readonly alarms: Map<string, AlarmItem>
  readonly homes: Map<string, Pushes['homes']['changed'][number]>
  readonly units: Map<string, Pushes['units']['changed'][number]>
  readonly alerts: Map<string, Pushes['alerts']['changed'][number]>
  readonly commands: Pushes['command'][]
  readonly probes: Pushes['probe'][]
  bench: BenchView | null
  readonly benchSamples: Pushes['benchSamples'][]
  health: Pushes['health'] | null
  clocks: Pushes['clocks'] | null
  /** The most that was still to come after an outage. */
  missed: number
  session: Pushes['session'] | null
  case: Pushes['case']['view']
  access: Pushes['access'] | null
  /** Every push by name, in order. */
  readonly order: string[]
}

/** As much of core as a desk needs of it; in this process, or in one of its own. */
export type RunningCore = Pick<
  Core,
  'addWindow' | 'addSound' | 'addDongle' | 'removeWindow' | 'setPainting' | 'woke' | 'stop'
>
export type StartCore = (options: CoreOptions) => RunningCore

export type Desk = {
  readonly core: RunningCore
  readonly seen: Seen
  readonly shell: ToShell[]
  readonly call: <C extends Call>(name: C, args: CallArgs<C>) => Promise<CallAnswer<C>>
  readonly until: (what: string, test: (seen: Seen) => boolean) => Promise<void>
  readonly signIn: (personId: string, pin: string) => Promise<void>
  /** What the sound was asked for, newest last. */
  readonly plays: { pattern: string; level: number; ringing: readonly string[] }[]
  readonly setSound: (sounding: boolean) => void
  readonly stop: () => Promise<void>
}

export type DeskOptions = {
  readonly url: string
  readonly profile: string
  readonly workplaceId?: string
  readonly session?: KeptSession | null
  /** Paints what it is shown and says so. */
  readonly paints?: boolean
  readonly sounds?: boolean
  /** What kind of console this is; practice, unless a test is about the other. */
  readonly practice?: boolean
  readonly clocks?: Clocks
  /** How the disk left the core before this one. */
  readonly disk?: 'asUsual' | 'failed' | 'damaged'
  readonly beginAgain?: () => void
  readonly trust?: CentreTrust | undefined
  /** Hears every push, as it came. */
  readonly onPush?: (text: string) => void
}

/** A whole core with a window and a sound at its ports, in this process: only Electron is missing. */
export const openDesk = (options: DeskOptions, start: StartCore = startCore): Desk => {
  const shell: ToShell[] = []
  const waiting = new Set<() => void>()
  const look = () => {
    for (const one of waiting) one()
  }
  const workplaceId = options.workplaceId ?? 'desk-1'
  const core = start({
    config: {
      url: options.url,
      trust: options.trust,
      workplaceId,
      secret: secretOf(workplaceId),
      profile: options.profile,
      storeKey,
      practice: options.practice ?? true,
      graphics: 'software',
    },
    session: options.session ?? null,
    restarts: 0,
    disk: { found: options.disk ?? 'asUsual', restMs: 0 },
    key: { made: false, kept: true },
    beginAgain: options.beginAgain ?? (() => undefined),
    toShell: (message) => {
      shell.push(toShell.parse(message))
      look()
    },
    readerScript: new URL('../../../src-main/core/reader/index.ts', import.meta.url),
    clocks: options.clocks ?? machineClocks,
  })

  const seen: Seen = {
    alarms: new Map(),
    homes: new Map(),
    units: new Map(),
    alerts: new Map(),
    commands: [],
    probes: [],
    bench: null,
    benchSamples: [],
    health: null,
    clocks: null,
    missed: 0,
    session: null,
    case: null,
    access: null,
    order: [],
  }
  const [ours, theirs] = portPair()
  const answers = new Map<number, { resolve: (value: unknown) => void; reject: (why: Error) => void }>()
  let n = 0

  const call = async <C extends Call>(name: C, args: CallArgs<C>): Promise<CallAnswer<C>> => {
    n += 1
    const mine = n
    const answer = await new Promise((resolve, reject) => {
      answers.set(mine, { resolve, reject })
      ours.post({ n: mine, name, args })
    })
    return calls[name].answer.parse(answer) as CallAnswer<C>
  }

  const keep = <T>(
    map: Map<string, T>,
    key: (item: T) => string,
    delta: { reset: boolean; changed: T[]; removed: string[] },
  ) => {
    if (delta.reset) map.clear()
    for (const item of delta.changed) map.set(key(item), item)
    for (const id of delta.removed) map.delete(id)
  }
  const paint = () => {
    if (options.paints === false) return
    const presses = [...seen.alarms.values()].map(({ caseId, pressId }) => ({ caseId, pressId }))
    void call('painted', { presses, probeId: seen.probes.at(-1)?.probeId ?? null })
  }
  const take: { readonly [P in Push]: (value: Pushes[P]) => void } = {
    alarms: (delta) => {
      keep(seen.alarms, (a) => a.caseId, delta)
      paint()
      if (delta.reset) void call('queueDrawn', {})
    },
    alerts: (delta) => keep(seen.alerts, (a) => a.id, delta),
    units: (delta) => keep(seen.units, (u) => u.unitId, delta),
    homes: (delta) => keep(seen.homes, (h) => h.homeId, delta),
    case: ({ view }) => {
      seen.case = view
    },
    health: (value) => {
      seen.health = value
      seen.missed = Math.max(seen.missed, value.replay?.total ?? 0)
    },
    clocks: (value) => {
      seen.clocks = value
    },
    session: (value) => {
      seen.session = value
    },
    bench: ({ view }) => {
      seen.bench = view
    },
    benchSamples: (value) => seen.benchSamples.push(value),
    command: (value) => seen.commands.push(value),
    access: (value) => {
      seen.access = value
    },
    probe: (value) => {
      seen.probes.push(value)
      paint()
    },
  }
  const pushed = <P extends Push>(name: P, value: unknown) => {
    seen.order.push(name)
    options.onPush?.(JSON.stringify({ name, value }))
    // Schema and reader stand under the same name in two tables.
    take[name](pushes[name].parse(value) as Pushes[P])
  }
  ours.listen((raw) => {
    const message = fromCore.parse(raw)
    if ('push' in message) pushed(message.push as Push, message.value)
    else if ('failed' in message) answers.get(message.n)?.reject(new Error(message.failed))
    else answers.get(message.n)?.resolve(message.answer)
    look()
  })
  core.addWindow('w1', theirs)

  const plays: Desk['plays'] = []
  let sounding = options.sounds ?? true
  const [soundEnd, coreEnd] = portPair()
  const say = () => {
    const play = plays.at(-1)
    soundEnd.post({
      kind: 'state',
      running: sounding,
      sounding: sounding && (play?.level ?? 0) > 0,
      pattern: play?.pattern ?? 'none',
      ringing: play?.ringing ?? [],
    })
  }
  soundEnd.listen((raw) => {
    const message = toSound.parse(raw)
    if (message.kind !== 'play') return
    plays.push(message)
    say()
    look()
  })
  core.addSound(coreEnd)
  const heartbeat = setInterval(say, 500)

  const until: Desk['until'] = (what, test) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        waiting.delete(check)
        reject(
          new Error(`not seen: ${what}; ${JSON.stringify({ health: seen.health, commands: seen.commands })}`),
        )
      }, 15_000)
      const check = () => {
        if (!test(seen)) return
        waiting.delete(check)
        clearTimeout(late)
        resolve()
      }
      waiting.add(check)
      check()
    })

  return {
    core,
    seen,
    shell,
    call,
    until,
    plays,
    signIn: async (personId, pin) => {
      const answer = await call('signIn', { personId, pin })
      if (!answer.ok) throw new Error(answer.error.code)
      await until('signed in', (s) => s.session?.state === 'signedIn')
    },
    setSound: (next) => {
      sounding = next
      say()
    },
    stop: async () => {
      clearInterval(heartbeat)
      await core.stop()
    },
  }
}

/** The replica's file as it stands, for holding it against the centre. */
export const openProfile = (profile: string) => {
  const opened = openReplica(replicaFile(profile), storeKey)
  if (!opened.ok) throw new Error(opened.fault.kind)
  return storeOf(opened.db, 'disk')
}

/** The first thing wrong with the chain on that disk; null for a whole one. */
export const chainFaultOn = ({ entries, replica }: ReturnType<typeof openProfile>): Verified => {
  const walk = verifyChain(entries, replica.standing())
  let step = walk.next()
  while (step.done !== true) step = walk.next()
  return step.value
}
