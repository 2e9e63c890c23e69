import { mayCommand } from '../../../src-domain/command/roles.ts'
import type { HardwareTestRow } from '../../../src-domain/hardware/rows.ts'
import { ok, type Result, refuse } from '../../../src-domain/result.ts'
import type { BenchView, NearItem, TestView } from '../../../src-preload/contract/bench.ts'
import type { CallAnswer } from '../../../src-preload/contract/contract.ts'
import type { CommandState } from '../../../src-preload/contract/view.ts'
import type { Commands } from '../commands/commands.ts'
import type { SessionKeeper } from '../commands/session.ts'
import type { Desk } from '../feed/desk.ts'
import { pushTo, type WindowEnd, type Windows } from '../feed/windows.ts'
import type { Published } from '../ingest/journal.ts'
import type { Quarantine } from '../ingest/read.ts'
import type { Link } from '../link/link.ts'
import type { Port } from '../port.ts'
import type { ReplicaStore } from '../store/replica.ts'
import { openChosenAdapter } from './chosen.ts'
import { openDongle, type TestMessage } from './dongle.ts'
import { openQueue } from './queue.ts'
import { openRunning } from './running.ts'
import { openSamples } from './samples.ts'
import { openStock } from './stock.ts'
import { openUnsaid } from './unsaid.ts'
import { runningView, testViewOf } from './views.ts'

export type BenchPorts = {
  readonly workplaceId: string
  readonly desk: Desk
  readonly link: () => Link
  readonly commands: () => Pick<Commands, 'run' | 'follow'>
  readonly session: Pick<SessionKeeper, 'sender' | 'token'>
  readonly store: Pick<ReplicaStore, 'kept' | 'keep'>
  readonly windows: () => Windows
  readonly homesOfDoor: (doorId: string) => readonly string[]
  /** History is still on its way: an open test may have ended in what is missing. */
  readonly replaying: () => boolean
  readonly want: (wanted: boolean) => void
  readonly quarantine: Quarantine
  readonly safely: (view: string, work: () => void) => void
  readonly now: () => number
  readonly mono: () => number
  readonly clockOffset: () => number
}

/** As many of what is near, and of what ended here, are shown. */
const nearShown = 200
const endedShown = 50

type Done = Result<Record<string, never>>
const done: Done = ok({})

/**
 * The workbench at this workplace: what waits for a test, the test that runs, and what windows are shown of it. All
 * of it is quiet: it is looked at a few times a second, whatever a radio says, and never before an alarm.
 */
export const openBench = (ports: BenchPorts) => {
  const { desk, session } = ports
  let isNew = true
  let text = ''
  let owner: string | null = null
  /** How a test failed is no fact of the journal: it is known where it ended, while core lives. */
  const endedHere: { readonly testId: string; readonly fault: TestView['fault'] }[] = []
  const changed = (): void => {
    isNew = true
  }

  const chosen = openChosenAdapter(ports.store)
  const stock = openStock(desk, ports.homesOfDoor)
  const queue = openQueue()
  const unsaid = openUnsaid({
    store: ports.store,
    follow: (name, args) => ports.commands().follow(name, args),
    maySay: () => {
      const role = session.sender()?.role
      return role !== undefined && mayCommand(role, 'finishTest') && !ports.replaying()
    },
    test: desk.current.hardwareTest,
    leftOpen: () =>
      ports.replaying() || ports.link().state().kind !== 'connected'
        ? []
        : desk.current.openTests().filter((row) => row.workplaceId === ports.workplaceId),
    mono: ports.mono,
  })
  const running = openRunning({
    command: (name, args) => ports.commands().run(name, args),
    follow: (name, args) => ports.commands().follow(name, args),
    keys: async (testId) => {
      const token = session.sender()?.token
      if (token === undefined) return refuse('notSignedIn')
      const said = await ports.link().ask('benchKeys', { session: token, testId })
      return said.kind === 'lost' ? refuse('centreAway') : said.answer
    },
    test: desk.current.hardwareTest,
    say: (message) => dongle.say(message),
    keep: ({ testId, report, step, wiping }) => unsaid.keepRunning(testId, report, step, wiping),
    ended: ({ serial: _serial, fault, ...ending }) => {
      unsaid.ended(ending)
      endedHere.unshift({ testId: ending.testId, fault })
      endedHere.length = Math.min(endedHere.length, endedShown)
    },
    hangs: () => dongle.replace(),
    refused: queue.refuse,
    changed,
    now: ports.now,
    mono: ports.mono,
    clockOffset: ports.clockOffset,
  })
  const samples = openSamples((value) => {
    for (const window of shown()) pushTo(window, 'benchSamples', value)
  })
  const hear = (message: TestMessage): void => {
    if (message.kind === 'samples' && message.testId === running.now()?.testId) samples.add(message)
    else running.hear(message)
  }
  const dongle = openDongle({
    want: ports.want,
    onTest: hear,
    onEndUnread: running.endUnread,
    onLost: running.lost,
    changed,
    quarantine: ports.quarantine,
    mono: ports.mono,
  })
  dongle.choose(chosen.name())

  /** Windows that show the workbench to somebody who may see it. */
  const shown = (): WindowEnd[] =>
    mayNow().ok
      ? ports
          .windows()
          .all()
          .filter((w) => w.bench)
      : []
  const mayNow = (): Done => {
    const who = desk.who()
    if (who === null) return refuse('notSignedIn')
    return mayCommand(who.role, 'beginTest') ? done : refuse('roleNotAllowed', { role: who.role })
  }
  const around = () => ({ isReady: dongle.isReady(), near: dongle.near() })
  const nearItem = (unit: ReturnType<typeof dongle.near>[number]): NearItem => ({
    id: unit.id,
    address: unit.address,
    name: unit.name,
    serial: unit.serial,
    rssi: unit.rssi,
    driver: unit.driver,
    stock: unit.serial === null ? null : stock.of(unit.serial),
    identifying: dongle.isIdentifying(unit.id),
    identifyFault: dongle.faultOf(unit.id),
  })
  const testView = (row: HardwareTestRow): TestView =>
    testViewOf(
      desk,
      row,
      desk.current.stockOf(row.serial).find(({ id }) => id === row.lockId),
      unsaid.of(row.id),
      endedHere.find((one) => one.testId === row.id)?.fault ?? null,
    )
  const view = (): BenchView => {
    const now = running.now()
    return {
      ...dongle.view(),
      near: dongle.near().slice(0, nearShown).map(nearItem),
      stock: [...stock.waiting()],
      queue: queue.view(around()),
      running:
        now &&
        runningView(
          desk,
          now,
          desk.current.hardwareTest(now.testId),
          stock.of(now.serial)?.lockId ?? now.serial,
        ),
      ended: endedHere.flatMap(({ testId }) => {
        const row = desk.current.hardwareTest(testId)
        return row ? [testView(row)] : []
      }),
    }
  }
  const show = (windows: readonly WindowEnd[], always: boolean): void => {
    if (windows.length === 0) return
    const value = { view: view() }
    const next = JSON.stringify(value)
    if (next === text && !always) return
    text = next
    for (const window of windows) pushTo(window, 'bench', value)
  }
  const next = (): void => {
    const isAway = ports.link().state().kind !== 'connected'
    if (running.now() !== null || isAway || !mayNow().ok) return
    const wanted = queue.take(around())
    if (wanted) running.begin(wanted)
  }
  /** Whoever signs in after somebody begins with a bench of their own. */
  const follow = (): void => {
    const personId = session.sender()?.personId ?? null
    if (personId === owner) return
    owner = personId
    queue.clear()
    running.stop()
    changed()
  }
  const may = (work: () => Done): Done => {
    const allowed = mayNow()
    if (!allowed.ok) return allowed
    const answer = work()
    changed()
    return answer
  }

  return {
    join: (port: Port): void => dongle.join(port),
    open: (window: WindowEnd, open: boolean): Done => {
      window.bench = open
      if (!open) return done
      return may(() => {
        dongle.tick(true)
        show([window], true)
        return done
      })
    },
    identify: (id: string): Done => may(() => (dongle.identify(id) ? done : refuse('notNear'))),
    queue: (serial: string, id: string | null): Done =>
      may(() => {
        if (running.now()?.serial === serial) return refuse('unitOnTest')
        return queue.put(serial, id) ? done : refuse('tooManyQueued')
      }),
    unqueue: (serial: string): Done =>
      may(() => {
        queue.remove(serial)
        return done
      }),
    stop: (): Done =>
      may(() => {
        running.stop()
        return done
      }),
    adapter: (name: string | null): Done =>
      may(() => {
        chosen.choose(name)
        dongle.choose(name)
        return done
      }),
    history: (serial: string): CallAnswer<'benchHistory'> => {
      const allowed = mayNow()
      if (!allowed.ok) return allowed
      const tests = desk.current
        .stockOf(serial)
        .flatMap((row) => desk.current.testsOf(row.id))
        .toSorted((a, b) => b.begunAt - a.begunAt)
        .map(testView)
      return ok({ tests, stock: stock.of(serial) })
    },
    commanded: (state: CommandState): void => {
      running.commanded(state)
      unsaid.commanded(state)
    },
    journal: ({ changes, everything }: Published): void => {
      if (!everything && !changes.some((c) => c.table === 'stock' || c.table === 'hardwareTest')) return
      stock.changed()
      changed()
    },
    registry: (): void => {
      stock.changed()
      changed()
    },
    /** Who may see what has changed. */
    seen: (): void => {
      follow()
      if (!mayNow().ok)
        for (const window of ports.windows().all()) if (window.bench) pushTo(window, 'bench', { view: null })
      text = ''
      changed()
    },
    /** Ten times a second: only what a motor measured. */
    flushSamples: samples.flush,
    /** Four times a second. */
    flush: (): void => {
      dongle.flush()
      running.flush()
      next()
      if (!isNew) return
      isNew = false
      show(shown(), false)
    },
    tick: (): void => {
      follow()
      const busy = running.now() !== null || (queue.isWaiting() && owner !== null)
      dongle.tick(busy || shown().length > 0)
      running.tick()
      unsaid.tick((testId) => testId === running.now()?.testId)
    },
  }
}
export type Bench = ReturnType<typeof openBench>
