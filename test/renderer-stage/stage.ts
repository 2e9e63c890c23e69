import { commands } from '../../src-domain/command/command.ts'
import type { RefusalCode } from '../../src-domain/result.ts'
import { refusalCodes } from '../../src-domain/result.ts'
import type { Bridge, Call, CallAnswer, CallArgs, Heard } from '../../src-preload/contract/contract.ts'
import { calls } from '../../src-preload/contract/contract.ts'
import type { Health } from '../../src-preload/contract/view.ts'
import { act } from './act.ts'
import { openStageBench } from './bench.ts'
import { blockOfPlace } from './block.ts'
import type { Scene } from './scene.ts'
import type { Town } from './town.ts'
import { alertsOf, marksOf, unitsOf, uuid } from './views.ts'
import { makeWorld, staffOf } from './world.ts'

/** What the page was asked, for a test to read. */
export type StageLog = { readonly name: Call; readonly args: unknown }[]

declare global {
  interface Window {
    stageLog: StageLog
  }
}

const signing = commands.signTest

export const openStage = (scene: Scene, town: Town): Bridge => {
  const begun = Date.now()
  const world = makeWorld(scene, town, begun)
  const { me } = staffOf(town)
  const bench = openStageBench(scene, me, begun)
  const isBench = scene.scene.startsWith('bench')
  const isTechnician = isBench && scene.scene !== 'benchNotYours'
  let showsBench = false
  const listeners = new Map<keyof Heard, Set<(value: never) => void>>()
  let isSignedIn = scene.signedIn
  let isLocked = false
  let settings: Record<string, unknown> = { theme: scene.theme, language: scene.language, scale: scene.scale }
  let mutedUntil: number | null = null
  let speed = 1
  let running: string | null = null
  let replayed = 20_000
  window.stageLog = []

  const push = <P extends keyof Heard>(name: P, value: Heard[P]) => {
    for (const listener of listeners.get(name) ?? []) listener(value as never)
  }
  const isHidden = () => !isSignedIn || isLocked
  const pushAlarms = () =>
    push('alarms', {
      reset: true,
      removed: [],
      changed: [...world.alarms.values()].map((item) =>
        isHidden() ? { ...item, resident: null, address: null, raw: null, owner: null, actions: [] } : item,
      ),
    })
  const pushCase = () =>
    push('case', { view: isHidden() || world.open === null ? null : (world.cases.get(world.open) ?? null) })
  const pushSession = () =>
    push(
      'session',
      isSignedIn && isLocked
        ? { state: 'locked', person: { ...me, role: 'operator' }, why: 'hand', canUnlock: true }
        : isSignedIn
          ? {
              state: 'signedIn',
              person: { ...me, role: isTechnician ? 'technician' : 'operator' },
              expiresAt: Date.now() + 8 * 3_600_000,
              actions: isTechnician
                ? ['blockHandset', 'beginTest', 'signTest']
                : ['openIncident', 'blockHandset', 'review'],
              provenUntil: Date.now() + 600_000,
              locksAt: null,
            }
          : { state: 'signedOut' },
    )
  const probedAt = () => (scene.scene === 'probe' ? begun - 130_000 : Date.now() - 34_000)
  const health = (): Health => ({
    practice: true,
    municipality: 'Fjordvik kommune',
    link:
      scene.scene === 'away' || scene.scene === 'held' || scene.scene === 'benchAway' ? 'away' : 'connected',
    linkRefusal: null,
    clockOffsetMs: scene.scene === 'clock' ? 600_000 : 0,
    probe: { at: probedAt(), tookMs: 214 },
    replay: scene.scene === 'replay' ? { done: Math.min(200_000, replayed), total: 200_000 } : null,
    unreadable:
      scene.scene === 'unreadable' ? { count: 2, latest: '<mrq><ref>7f3a0012' } : { count: 0, latest: null },
    chainBroken: scene.scene === 'core' ? { seq: 48_211, fault: 'prevHash' } : null,
    fallback:
      scene.scene === 'fallback' ? { why: 'unreachable', code: null, at: begun - 20_000, waiting: 1 } : null,
    core: scene.scene === 'core' ? 'restarting' : 'running',
    coreRestarts: 0,
    sound: mutedUntil !== null && mutedUntil > Date.now() ? 'muted' : scene.scene === 'core' ? 'lost' : 'ok',
    soundMutedUntil: mutedUntil,
    keeping: 'disk',
    diskTrouble: null,
    setAside: null,
    graphics: scene.graphics,
    map: { id: town.mapId, layers: [...town.layers], centre: [town.centre[0], town.centre[1]] },
    storedSeq: 48_211,
  })
  const pushHealth = () => {
    push('health', health())
    push('clocks', {
      now: Date.now(),
      silenceMs: scene.scene === 'blind' ? Date.now() - begun + 14_000 : 300,
      probeAgeMs: Date.now() - probedAt(),
    })
  }
  const pushBench = () => {
    if (showsBench) push('bench', { view: bench.view() })
  }
  const pushAll = () => {
    pushHealth()
    pushSession()
    pushAlarms()
    pushCase()
    push('homes', { reset: true, changed: marksOf(town), removed: [] })
    push('alerts', {
      reset: true,
      changed: scene.scene === 'empty' ? [] : alertsOf(town, begun),
      removed: [],
    })
    push('units', { reset: true, changed: units, removed: [] })
  }
  const begin = () => {
    pushAll()
    if (isSignedIn && world.open !== null && !isBench) push('show', { caseId: world.open })
  }
  let units = unitsOf(town, begun).map((unit, index) =>
    index === 0
      ? { ...unit, caseId: world.open, status: 'onScene' as const, position: openPosition() ?? unit.position }
      : unit.kind === 'fire'
        ? { ...unit, caseId: world.open, status: 'driving' as const }
        : unit,
  )
  function openPosition() {
    return world.open === null ? null : (world.cases.get(world.open)?.home?.entrance ?? null)
  }

  const answers: { [C in Call]: (args: CallArgs<C>) => CallAnswer<C> } = {
    openCase: ({ caseId }) => {
      world.open = caseId
      setTimeout(pushCase, 30)
      return {}
    },
    command: ({ name, args }) => {
      const commandId = uuid()
      if (scene.scene === 'away' && name !== 'note' && name !== 'hold')
        return { ok: false, error: { code: 'centreAway', detail: {} } }
      const caseId = world.open
      push('command', {
        commandId,
        name,
        caseId,
        state: 'sending',
        error: null,
        at: Date.now(),
        entryIds: [],
      })
      setTimeout(() => {
        const code: RefusalCode | undefined = refusalCodes.find(
          (known) => known === scene.refuse && known !== 'secretWithheld' && known !== 'centreAway',
        )
        if (code || scene.refuse === 'unknown') {
          push('command', {
            commandId,
            name,
            caseId,
            state: code ? 'refused' : 'unknown',
            error: code ? { code, detail: {} } : null,
            at: Date.now(),
            entryIds: [],
          })
          return
        }
        const signed = signing.safeParse(args)
        if (name === 'signTest' && signed.success) bench.sign(signed.data.testId, signed.data.verdict)
        const entryIds = act(world, town, me, name, args, Date.now())
        push('command', { commandId, name, caseId, state: 'done', error: null, at: Date.now(), entryIds })
        pushAlarms()
        pushCase()
        pushBench()
      }, scene.delay)
      return { ok: true, value: { commandId } }
    },
    painted: () => ({}),
    secret: () =>
      scene.refuse === 'secretWithheld' || scene.refuse === 'centreAway'
        ? { ok: false, error: { code: scene.refuse, detail: {} } }
        : { ok: true, value: { words: '412803596' } },
    whoMayOpen: () => ({ place: null }),
    block: (place) => ({ block: blockOfPlace(town, place) }),
    handsets: () => ({ handsets: [] }),
    reviews: () => ({ items: [] }),
    trust: () => ({ trust: null }),
    people: () => ({
      people: town.people.filter((row) => row.role !== 'responder').map((row) => ({ ...row, pin: '1234' })),
    }),
    signIn: () => {
      isSignedIn = true
      setTimeout(pushAll, 20)
      return { ok: true, value: {} }
    },
    signOut: () => {
      isSignedIn = false
      world.open = null
      setTimeout(pushAll, 20)
      return {}
    },
    lock: () => {
      isLocked = true
      setTimeout(pushAll, 20)
      return {}
    },
    unlock: () => {
      isLocked = false
      setTimeout(pushAll, 20)
      return { ok: true, value: {} }
    },
    prove: () => ({ ok: true, value: {} }),
    active: () => ({}),
    passphrase: () => ({ outcome: 'done', retryAfterSeconds: 0 }),
    changePassphrase: () => ({ outcome: 'done', retryAfterSeconds: 0 }),
    keyring: () => ({}),
    search: ({ text }) => ({
      hits: town.residents
        .filter((row) => row.name.toLowerCase().includes(text.toLowerCase()))
        .slice(0, 8)
        .map((row) => {
          const home = town.homes.find((one) => one.id === row.homeId)
          return {
            kind: 'resident',
            id: row.id,
            title: row.name,
            subtitle: home ? `${home.street} ${home.number}` : '',
            caseId: null,
            position: home?.position ?? null,
          }
        }),
    }),
    practice: (args) => {
      if (args.do === 'start') running = args.scenario
      if (args.do === 'stop') running = null
      if (args.do === 'speed') speed = args.factor
      return {
        ok: true,
        value: {
          scenarios: [
            'quietNight',
            'busyDay',
            'fallWithChain',
            'pressedAgain',
            'cancelled',
            'wrongDoor',
            'storm',
          ],
          running,
          speed,
          people: [],
        },
      }
    },
    unreadable: () => ({
      items: [
        {
          at: begun - 20_000,
          where: 'SCAIP 10.0.4.17',
          raw: '<mrq><ref>7f3a0012</ref><cid>0047',
          why: 'mrq is not closed',
        },
        { at: begun - 920_000, where: 'telemetry', raw: '{"kind":"lokk"}', why: 'kind: no such reading' },
      ],
    }),
    mute: ({ seconds }) => {
      mutedUntil = seconds === 0 ? null : Date.now() + seconds * 1_000
      pushHealth()
      return {}
    },
    bench: ({ open }) => {
      showsBench = open
      setTimeout(pushBench, 20)
      return { ok: true, value: {} }
    },
    benchIdentify: () => ({ ok: true, value: {} }),
    benchQueue: ({ serial }) => {
      bench.queue(serial)
      setTimeout(pushBench, 20)
      return { ok: true, value: {} }
    },
    benchUnqueue: ({ serial }) => {
      bench.unqueue(serial)
      setTimeout(pushBench, 20)
      return { ok: true, value: {} }
    },
    benchStop: () => {
      bench.stop()
      setTimeout(pushBench, 20)
      return { ok: true, value: {} }
    },
    benchAdapter: () => ({ ok: true, value: {} }),
    benchHistory: ({ serial }) => ({ ok: true, value: bench.history(serial) }),
    keepLabel: ({ as, name }) => ({ kept: 'kept', file: `${name}.${as}` }),
    soundTest: () => ({}),
    queueDrawn: () => ({}),
    telephone: () => ({ opened: true }),
    settings: () => ({ settings }),
    keepSettings: ({ settings: kept }) => {
      settings = kept
      return {}
    },
    place: () => ({
      place: isBench ? { view: 'workbench', caseId: null, storyCaseId: null, map: null, scroll: {} } : null,
      again: null,
    }),
    keepPlace: () => ({}),
    graphics: () => ({}),
  }

  setInterval(() => {
    const samples = showsBench ? bench.samples() : null
    if (samples === null) return
    push('benchSamples', samples)
    pushBench()
  }, 100)
  setInterval(() => {
    if (scene.scene === 'blind') return
    replayed += 6_000
    pushHealth()
    units = units.map((unit) => {
      const target = unit.status === 'driving' ? openPosition() : null
      if (!target) return { ...unit, at: Date.now() }
      const [lng, lat] = unit.position
      return {
        ...unit,
        at: Date.now(),
        position: [lng + (target[0] - lng) * 0.03, lat + (target[1] - lat) * 0.03] as const satisfies [
          number,
          number,
        ],
      }
    })
    push('units', { reset: false, changed: units, removed: [] })
    push('probe', { probeId: uuid(), at: Date.now() })
  }, 1_000)

  return {
    call: async (name, args) => {
      window.stageLog.push({ name, args })
      const answer = answers[name](args as never)
      return calls[name].answer.parse(answer) as never
    },
    on: (name, listener) => {
      const known = listeners.get(name) ?? new Set()
      known.add(listener as (value: never) => void)
      listeners.set(name, known)
      // The window listens for this one last: then everything can be told. Whoever is to come back to the workbench has
      // to be known before it is drawn.
      if (name === (isBench ? 'vault' : 'show')) setTimeout(begin, 0)
      return () => known.delete(listener as (value: never) => void)
    },
  }
}
