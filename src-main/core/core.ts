import { z } from 'zod'
import type { Clocks } from '../../src-domain/clocks.ts'
import { usualLimits } from '../../src-domain/desk/limits.ts'
import { hour, minute, second } from '../../src-domain/time.ts'
import { outlineText } from '../../src-domain/wire/raw.ts'
import type { Pushes } from '../../src-preload/contract/contract.ts'
import { answersOf } from './answers.ts'
import { openBench } from './bench/bench.ts'
import { openCommands } from './commands/commands.ts'
import { openLeaving } from './commands/leaving.ts'
import { openSession } from './commands/session.ts'
import { openVerifier } from './commands/verifier.ts'
import { afterQueue } from './feed/afterQueue.ts'
import type { Desk } from './feed/desk.ts'
import { fallbackHealth } from './feed/fallback.ts'
import { openFeed } from './feed/feed.ts'
import { healthOf, type Welcome, welcome as welcomeSchema } from './feed/health.ts'
import { named } from './feed/named.ts'
import { newNotifier } from './feed/notify.ts'
import { openPlaces } from './feed/places.ts'
import { openPresence } from './feed/presence.ts'
import { openSound } from './feed/sound.ts'
import { openTravel } from './feed/travel.ts'
import { openWatch } from './feed/watch.ts'
import { openWindows, pushTo, type Windows } from './feed/windows.ts'
import { openCheckpoints } from './ingest/checkpoints.ts'
import { openErasing } from './ingest/erasing.ts'
import { openJournal } from './ingest/journal.ts'
import { openRegistry } from './ingest/registry.ts'
import { openResume } from './ingest/resume.ts'
import { openSnapshots } from './ingest/snapshot.ts'
import { openTelemetry } from './ingest/telemetry.ts'
import { type KeepingOptions, openKeeping } from './keeping.ts'
import { centreClock } from './link/clock.ts'
import { type Link, openLink } from './link/link.ts'
import { openLog } from './log.ts'
import type { CoreConfig, KeptSession, ToShell } from './messages.ts'
import type { Port } from './port.ts'
import { openReaderThread } from './reader/reader.ts'
import { rawKept } from './store/quarantine.ts'
import { isStoreFault, ReplicaDamaged } from './store/trouble.ts'
import { openUnread } from './unread.ts'

export type CoreOptions = {
  readonly config: CoreConfig
  /** What shell kept. */
  readonly session: KeptSession | null
  readonly restarts: number
  readonly disk: KeepingOptions['disk']
  readonly key: KeepingOptions['key']
  readonly beginAgain: () => void
  readonly toShell: (message: ToShell) => void
  /** The reader's script, beside this one. */
  readonly readerScript: URL
  readonly clocks: Clocks
}

/** What is kept of the centre's clock for a start without it: how far ahead of this machine's it was. */
const offsetName = 'clockOffset'
/** A gap that the centre says nothing of is passed over, with the banner, after so long. */
const gapPatience = 10 * second
/** A tick of a second that came so late did not come late: nothing ran at all meanwhile. */
const stopped = 2.5 * second
/** The chain on this disk is walked again, once the start is over and then daily. */
const firstVerify = 2 * minute
const verifyEvery = 24 * hour
const agingEvery = 5 * minute
const readingsAtOnce = 2_000
/** Whether the replica still lies where it was opened, or, out of memory, whether the disk takes it again. */
const diskEvery = 2 * second

/**
 * Core, put together: link → ingest → store → feed, and commands round by the front. Returns its end of
 * each line; everything else happens by messages and by the clock.
 */
export const startCore = (options: CoreOptions) => {
  const { config } = options
  const { mono } = options.clocks
  const log = openLog(config.profile)
  const { profile, storeKey } = config
  const { disk, key, beginAgain } = options
  const keeping = openKeeping({ profile, storeKey, disk, key, beginAgain, clocks: options.clocks, log })
  const { store } = keeping
  log('started', { restarts: options.restarts, keeping: store.keeping, trouble: keeping.trouble })
  const keptOffset = z.number().safeParse(store.replica.kept(offsetName))
  const clock = centreClock(options.clocks, keptOffset.success ? keptOffset.data : 0)
  const ends: (() => void)[] = []
  const every = (ms: number, name: string, work: () => void) => {
    const timer = setInterval(() => safely(name, work), ms)
    ends.push(() => clearInterval(timer))
  }

  const unread = openUnread(store, clock.now, log)
  const { quarantine, safely } = unread

  const keptWelcome = welcomeSchema.safeParse(store.replica.kept('welcome'))
  /** How the centre said that it goes on, on this connection. */
  let mode: 'continue' | 'snapshot' = 'continue'
  let welcome: Welcome | null = keptWelcome.success ? keptWelcome.data : null

  let link: Link
  const theLink = () => link
  let windows: Windows
  const theWindows = () => windows

  const journal = openJournal({
    store,
    publish: (published) => {
      safely('feed', () => feed.journal(published))
      safely('commands', () => commands.stored(published.entries))
      safely('bench', () => bench.journal(published))
      safely('probe', watch.pushProbe)
      safely('checkpoints', checkpoints.advanced)
      if (published.everything || published.changes.some((c) => c.table === 'erasure')) erasing.look()
    },
    askAgain: () => {
      askedAgainAt = mono()
      link.again()
    },
    quarantine,
    log,
  })
  let askedAgainAt = Number.NEGATIVE_INFINITY
  const checkpoints = openCheckpoints(store, journal, () => welcome?.keys ?? [])
  const snapshots = openSnapshots(
    store,
    journal,
    quarantine,
    () => welcome,
    () => mode === 'snapshot',
  )
  const erasing = openErasing({
    store,
    link: theLink,
    profile: config.profile,
    storeKey: config.storeKey,
    forget: (ids) => commands.forget(ids),
    changed: (gone) =>
      safely('erasing', () => {
        feed.registry(gone.map(({ table, id }) => ({ table, id, row: null })))
        feed.all()
      }),
    log,
  })
  const erase = () =>
    void erasing.tick().catch((error: unknown) => {
      if (isStoreFault(error)) throw error
      log('erasingFailed', { why: error instanceof Error ? error.name : '' })
    })
  const registry = openRegistry(
    store,
    quarantine,
    (puts) => {
      safely('registry', () => feed.registry(puts))
      safely('bench', bench.registry)
    },
    erasing.isErased,
  )
  const telemetry = openTelemetry(store, quarantine, (readings) =>
    safely('telemetry', () => feed.telemetry(readings)),
  )

  const limits = () => welcome?.limits ?? usualLimits
  const verifier = openVerifier(mono)
  const session = openSession({
    link: theLink,
    store: store.replica,
    now: clock.now,
    age: clock.age,
    steady: mono,
    limits,
    verifier,
    saved: options.session,
    changed: ({ sight, kept }) => {
      if (kept !== undefined) options.toShell({ kind: 'session', kept })
      pushSession()
      if (sight) seen()
      followOpen()
      if (sight || kept !== undefined) void commands.connected()
    },
  })
  /** Who may see what has changed: views first, so that nothing stands a moment longer than it may. */
  const seen = () => {
    leaving.touched()
    safely('queue', feed.seen)
    safely('bench', bench.seen)
    if (session.who() !== null) for (const state of commands.views()) windows.push('command', state)
    safely('receipts', watch.receipts)
    if (link.state().kind === 'connected') alive()
  }
  const leaving = openLeaving({
    limits,
    now: mono,
    centreNow: clock.now,
    session,
    hasOwn: () => {
      const me = session.who()?.personId
      for (const row of journal.current.openAlarms().values())
        if (row.ownerId === me && row.ownerWorkplaceId === config.workplaceId) return true
      return false
    },
    changed: () => pushSession(),
  })
  let sessionText = ''
  const pushSession = () => {
    const view = session.view(leaving.locksAt())
    const text = JSON.stringify(view)
    if (text === sessionText) return
    sessionText = text
    windows.push('session', view)
  }
  const commands = openCommands({
    link: theLink,
    outbox: store.outbox,
    session,
    now: clock.now,
    age: clock.age,
    storedSeq: () => journal.standing().seq,
    push: (state) => {
      safely('queue', feed.settle)
      // What came of it may name somebody; it is told when somebody sits here again.
      if (session.who() !== null) windows.push('command', state)
      safely('bench', () => bench.commanded(state))
    },
    named: (error) => named(desk, error),
    heldChanged: () => feed.queue(),
    log,
  })

  const desk: Desk = {
    current: journal.current,
    entries: store.entries,
    places: openPlaces(store.registry),
    readings: telemetry.latest,
    who: session.who,
    now: clock.now,
    holds: commands.holds,
    others: (caseId) => presence.others(caseId),
  }
  const presence = openPresence({
    workplaceId: config.workplaceId,
    link: theLink,
    token: session.token,
    changed: (caseIds) => safely('presence', () => feed.looked(caseIds)),
  })
  const travel = openTravel(theLink, mono, () => feed.cases())
  const sound = openSound(
    { mono, age: clock.age },
    () => safely('receipts', watch.receipts),
    (raw) => quarantine('sound', 'no state of the sound', raw),
  )
  const notify = newNotifier(options.toShell)
  const reader = openReaderThread(options.readerScript, config.profile, config.storeKey, store, log, () => {
    throw new ReplicaDamaged('found by the reader')
  })

  const watch = openWatch({
    workplaceId: config.workplaceId,
    desk,
    link: theLink,
    windows: theWindows,
    sound,
    replaying: () => journal.replay() !== null,
    mono,
    age: clock.age,
    attended: session.attended,
  })

  const feed = openFeed({
    desk,
    registry: store.registry,
    windows: theWindows,
    travel: travel.of,
    safely,
    queueChanged: (open) => {
      watch.soundNow()
      watch.receipts()
      notify(open, (row) => desk.places.one('home', row.homeId)?.district ?? '', watch.held)
    },
  })

  const bench = openBench({
    workplaceId: config.workplaceId,
    desk,
    link: theLink,
    commands: () => commands,
    session,
    store: store.replica,
    windows: theWindows,
    homesOfDoor: feed.homesOfDoor,
    replaying: () => journal.replay() !== null,
    want: (wanted) => options.toShell({ kind: 'bench', wanted }),
    quarantine,
    safely,
    now: clock.now,
    mono,
    clockOffset: clock.offset,
  })

  // --- windows ---
  let healthText = ''
  const health = () =>
    healthOf({
      practice: config.practice,
      welcome,
      ...linkHealth(),
      clockOffsetMs: clock.isTold() ? Math.round(clock.offset() / second) * second : null,
      probe: watch.probe(),
      replay: journal.replay(),
      unreadable: unread.shown(),
      chainBroken: journal.broken(),
      fallback: fallbackHealth(journal.current),
      coreRestarts: options.restarts,
      sound: sound.health(),
      soundMutedUntil: mutedUntil(),
      ...keeping.health(),
      graphics,
      storedSeq: journal.standing().seq,
    })
  const linkHealth = () => {
    const state = link.state()
    return { link: state.kind, linkRefusal: state.kind === 'refused' ? state.why : null }
  }
  let graphics = config.graphics
  const pushHealth = (always = false) => {
    const view = health()
    const text = JSON.stringify(view)
    if (text === healthText && !always) return
    healthText = text
    windows.push('health', view)
  }
  const clocks = (): Pushes['clocks'] => {
    const heardAt = link.heardAt()
    return {
      now: clock.now(),
      silenceMs: heardAt === null ? null : mono() - heardAt,
      probeAgeMs: watch.probeAge(),
    }
  }
  const pushClocks = () => windows.push('clocks', clocks())
  /** In whole seconds: the word of a new estimate is no new muting. */
  const mutedUntil = () => {
    const left = sound.mutedFor()
    return left === null ? null : Math.round((clock.now() + left) / second) * second
  }
  windows = openWindows(
    answersOf({
      config,
      link: theLink,
      commands,
      quarantine,
      session,
      sound,
      reader,
      store,
      journal,
      desk,
      feed,
      watch,
      bench,
      followOpen: () => followOpen(),
      active: leaving.active,
      isLockedUp: key.locked === true,
      queueDrawn: () => {
        town.drawn()
        options.toShell({ kind: 'queueDrawn' })
      },
    }),
    (window) => {
      pushTo(window, 'session', session.view(leaving.locksAt()))
      pushTo(window, 'health', health())
      pushTo(window, 'clocks', clocks())
      feed.greet(window)
      watch.greet(window)
      if (session.who() !== null) for (const state of commands.views()) pushTo(window, 'command', state)
    },
    log,
    // A PIN may be in it: what nobody could read is kept in outline.
    (why, raw) => quarantine('window', why, outlineText(raw, rawKept)),
  )
  /** What is open here: travel times are asked for, and colleagues see it. */
  const followOpen = () => {
    const open = new Set(windows.all().flatMap((w) => w.openCase ?? []))
    travel.follow(open)
    presence.say(open)
  }

  // --- the line to the centre ---
  link = openLink(
    config,
    {
      on: {
        welcome: (message) => {
          clock.welcome(message.now)
          pushClocks()
          welcome = message
          void resume(message)
        },
        open: (message, ack) => safely('open', () => journal.open(message, ack)),
        snapshot: (message, ack) => safely('snapshot', () => snapshots(message, ack)),
        entries: journal.entries,
        registry: registry.take,
        telemetry: (message) => safely('readings', () => telemetry.take(message.readings)),
        keys: ({ keys }) => {
          if (welcome) welcome = { ...welcome, keys }
        },
        checkpoint: (message) =>
          safely('checkpoint', () => {
            journal.drain()
            checkpoints.take(message)
          }),
        beat: (message) => clock.beat(message.now),
        presence: presence.take,
      },
      state: (state) => {
        log('link', { state: state.kind, why: state.kind === 'refused' ? state.why : null })
        if (state.kind !== 'connected') registry.drop()
        if (state.kind !== 'connected') safely('presence', presence.lost)
        safely('health', pushHealth)
        safely('clocks', pushClocks)
        safely('queue', () => feed.all())
        pushSession()
      },
      unreadable: quarantine,
    },
    mono,
  )

  const resume = openResume({
    link: theLink,
    store,
    journal,
    registry,
    telemetry,
    session,
    commands,
    feed,
    profile: config.profile,
    log,
    now: clock.now,
    resumed: (how) => {
      mode = how
      erasing.again()
      safely('health', pushHealth)
      alive()
      followOpen()
    },
  })
  const alive = () => {
    void link.ask('alive', {
      storedSeq: journal.standing().seq,
      painting: windows.anyPainting(),
      sounding: sound.able(),
      attended: session.attended(),
      probeId: watch.probeId(),
    })
  }

  // --- by the clock ---
  let offsetKept = keptOffset.success ? keptOffset.data : 0
  const keepOffset = () => {
    if (!clock.isTold() || Math.abs(clock.offset() - offsetKept) < second) return
    offsetKept = clock.offset()
    log('clockOff', { ms: offsetKept })
    store.replica.keep(offsetName, offsetKept)
  }
  let tickedAt = mono()
  /** After a stop of this process, or of the machine, what waits at its ports has not been read yet. */
  const wasStopped = () => {
    const gap = mono() - tickedAt
    tickedAt = mono()
    return gap > stopped
  }
  // By itself: whatever breaks in a view, the desk goes on to ring, and to say that it is there.
  every(second, 'alarms', () => {
    if (wasStopped()) sound.again()
    watch.soundNow()
    if (link.state().kind === 'connected') alive()
    watch.receipts()
  })
  every(second, 'second', () => {
    // Who begins to listen late knows it a second later.
    pushHealth(true)
    pushClocks()
    keepOffset()
    session.tick()
    leaving.look()
    commands.tick()
    erase()
    if (link.state().kind === 'connected' && mono() - askedAgainAt > gapPatience) journal.passGap()
    telemetry.save()
    followOpen()
    feed.cases()
    safely('bench', bench.tick)
  })
  every(250, 'views', () => {
    feed.flush()
    pushHealth()
    safely('bench', bench.flush)
  })
  every(100, 'bench', bench.flushSamples)
  every(agingEvery, 'aging', () => feed.ageHomes())
  const verify = () => {
    void reader
      .verify(() => undefined)
      .then(
        (fault) => {
          log('verified', { fault: fault?.fault ?? null })
          if (fault !== null) journal.mark(fault.seq, fault.fault)
        },
        (error: unknown) => log('verifyFailed', { why: error instanceof Error ? error.message : '' }),
      )
  }
  ends.push(feed.settle)
  if (store.keeping === 'disk') {
    const first = setTimeout(verify, firstVerify)
    ends.push(() => clearTimeout(first))
    every(verifyEvery, 'verify', verify)
  }
  every(diskEvery, 'disk', keeping.look)

  // The queue first; when it is there, the town and its readings follow in slices.
  feed.all()
  const restore = (after: string) => {
    const next = telemetry.restore(after, readingsAtOnce)
    if (next !== null) setImmediate(() => safely('readings', () => restore(next)))
  }
  const town = afterQueue(() =>
    safely('town', () =>
      feed.learnTown(() => {
        safely('readings', () => restore(''))
        feed.flush()
      }),
    ),
  )
  ends.push(town.close)
  options.toShell({ kind: 'ready' })

  return {
    log,
    addWindow: (id: string, port: Port): void => windows.add(id, port),
    removeWindow: (id: string): void => windows.remove(id),
    setPainting: (id: string, painting: boolean): void => {
      const back = windows.setPainting(id, painting)
      if (back) feed.again(back)
    },
    keyKept: keeping.keyKept,
    setGraphics: (mode: 'gpu' | 'software'): void => {
      graphics = mode
    },
    /** A line that was up before the machine slept is a line that nobody may trust: it is made anew at once. */
    woke: (): void => {
      log('woke')
      link.again()
      pushClocks()
      safely('sound', watch.soundNow)
    },
    lock: (): void => session.lock('system'),
    addDongle: (port: Port): void => bench.join(port),
    addSound: (port: Port): void => {
      sound.connect(port)
      watch.soundNow()
    },
    /** Writes what is not written, and lets go of everything. */
    stop: async (): Promise<void> => {
      for (const end of ends) end()
      link.close()
      registry.drop()
      journal.drain()
      telemetry.save()
      windows.close()
      sound.close()
      await reader.close()
      store.close()
      log('stopped')
    },
  }
}
export type Core = ReturnType<typeof startCore>
