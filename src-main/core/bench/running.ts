import { v7 } from 'uuid'
import type { CommandName } from '../../../src-domain/command/command.ts'
import { limits } from '../../../src-domain/hardware/limits.ts'
import {
  emptyReport,
  isWipeOpen,
  type TestReport,
  type TestStep,
} from '../../../src-domain/hardware/report.ts'
import type { HardwareTestRow } from '../../../src-domain/hardware/rows.ts'
import type { DriverName, TestEnd } from '../../../src-domain/hardware/words.ts'
import { type Refusal, type Result, refuse } from '../../../src-domain/result.ts'
import { minute, second } from '../../../src-domain/time.ts'
import type { BenchKeys } from '../../../src-domain/wire/protocol.ts'
import type { TestView } from '../../../src-preload/contract/bench.ts'
import type { CommandState } from '../../../src-preload/contract/view.ts'
import type { ToDongle } from '../../dongle/messages.ts'
import type { TestMessage } from './dongle.ts'
import type { Ending } from './unsaid.ts'

/** The journal has it by then that a wipe begins, or none does: the unit lies there with its link open (ours). */
const notedWithin = 20 * second

/** Told to stop, a process that lives is done by then, also with a wipe over lost links (ours). */
const stopsWithin = 3 * minute

export type Running = {
  readonly testId: string
  readonly serial: string
  readonly id: string
  readonly driver: DriverName
  readonly begunAt: number
  /** `asked`: the centre; `testing`: the dongle; `noting`: the centre again, that the wipe begins. */
  readonly phase: 'asked' | 'testing' | 'noting'
  /** Of `asked` and `noting`. */
  readonly commandId: string | null
  readonly askedAt: number
  readonly step: TestStep | null
  readonly attempt: number
  readonly done: ReadonlySet<TestStep>
  readonly report: TestReport
  readonly wiping: boolean
  /** Null: nobody stops it. */
  readonly stopAskedAt: number | null
  /** What the dongle was told of the wipe; null before it asked and was answered. */
  readonly granted: boolean | null
  /** Why no wipe was noted. */
  readonly notNoted: Refusal | null
}
export type Wanted = Pick<Running, 'serial' | 'id' | 'driver'>
/** How a test came to its end here, with the fault that nobody else knows. */
export type Ended = Ending & { readonly serial: string; readonly fault: TestView['fault'] }

export type RunningPorts = {
  readonly command: (name: CommandName, args: unknown) => Result<{ readonly commandId: string }>
  /** The same under the name of whoever began, also behind a lock. */
  readonly follow: (name: CommandName, args: unknown) => Result<{ readonly commandId: string }>
  /** The keys that the centre releases for this test. */
  readonly keys: (testId: string) => Promise<Result<BenchKeys>>
  readonly test: (testId: string) => HardwareTestRow | undefined
  readonly say: (message: ToDongle) => boolean
  /** Kept on the disk. */
  readonly keep: (test: Running) => void
  readonly ended: (end: Ended) => void
  /** The dongle's process does nothing any more. */
  readonly hangs: () => void
  /** The centre would not have it begun. */
  readonly refused: (serial: string, error: Refusal) => void
  readonly changed: () => void
  readonly now: () => number
  readonly mono: () => number
  /** Centre's clock minus this machine's, ms. */
  readonly clockOffset: () => number
}

/**
 * The one test that runs: asked of the centre, done by the dongle, and told how it ended. Nothing is wiped before the
 * journal on this disk has that it will be.
 */
export const openRunning = (ports: RunningPorts) => {
  let test: Running | null = null
  /** What the dongle has said since the disk had it last. */
  let isUnkept = false

  const become = (change: Partial<Running>): void => {
    if (test === null) return
    test = { ...test, ...change }
    ports.changed()
  }
  const end = (how: TestEnd, over: Partial<Ended> = {}): void => {
    if (test === null) return
    const { testId, serial, report, step, wiping } = test
    test = null
    ports.ended({
      testId,
      serial,
      report,
      end: how,
      step: how === 'done' ? null : step,
      halfWiped: wiping,
      fault: null,
      ...over,
    })
    ports.changed()
  }

  const begun = async (now: Running): Promise<void> => {
    const row = ports.test(now.testId)
    if (!row) {
      end('fault', { fault: { kind: 'refused', detail: 'unknownTest' } })
      return
    }
    ports.keep(now)
    const keys = row.keyReleased ? await ports.keys(row.id) : null
    // It may have been stopped, or its bench lost, while the centre was asked.
    if (test?.testId !== row.id) return
    if (test.stopAskedAt !== null) end('stopped')
    else if (keys === null || keys.ok) start(row, now, keys === null ? null : keys.value)
    else
      end(keys.error.code === 'centreAway' ? 'centreAway' : 'fault', {
        fault: { kind: 'refused', detail: keys.error.code },
      })
  }
  const start = (row: HardwareTestRow, now: Running, keys: BenchKeys | null): void => {
    const { cycles, loadMs, busyPauseMs } = limits
    become({ phase: 'testing', commandId: null })
    const isThere = ports.say({
      kind: 'test',
      testId: row.id,
      id: now.id,
      serial: row.serial,
      driver: row.driver,
      keys,
      plan: { cycles, loadMs, busyPauseMs, wipe: row.mayWipe && row.keyReleased },
      clockOffsetMs: Math.round(ports.clockOffset()),
    })
    if (!isThere) end('benchLost')
  }

  const answerWipe = (granted: boolean, why: Refusal | null): void => {
    if (test === null) return
    const { testId } = test
    become({ phase: 'testing', commandId: null, granted, wiping: granted, notNoted: why })
    // Before the dongle hears it: if this process dies in between, the unit counts as half wiped.
    if (granted) ports.keep(test)
    ports.say({ kind: 'mayWipe', testId, granted })
  }
  const wantsWipe = (now: Running): void => {
    const sent = ports.follow('noteWipe', { testId: now.testId })
    if (sent.ok) become({ phase: 'noting', commandId: sent.value.commandId, askedAt: ports.mono() })
    else answerWipe(false, sent.error)
  }
  /** Only what this disk has counts: `done` alone would be the centre's word, and no more. */
  const noted = (now: Running, error: Refusal | null): void =>
    answerWipe(error === null && ports.test(now.testId)?.wipeBegunAt != null, error)

  const endedThere = (now: Running, message: Extract<TestMessage, { kind: 'ended' }>): void => {
    const { fault, report, halfWiped, stopped } = message
    const mayNotWipe = fault?.kind === 'mayNotWipe'
    const detail = mayNotWipe ? (now.notNoted?.code ?? 'centreAway') : (fault?.detail ?? '')
    end(mayNotWipe && detail !== 'centreAway' ? 'fault' : endOf(fault?.kind, stopped), {
      report,
      halfWiped,
      step: fault?.step ?? (stopped ? now.step : null),
      fault: fault && { kind: fault.kind, detail },
    })
  }

  return {
    now: () => test,
    begin: ({ serial, id, driver }: Wanted): void => {
      const testId = v7()
      const sent = ports.command('beginTest', { testId, serial, driver })
      if (!sent.ok) {
        ports.refused(serial, sent.error)
        return
      }
      test = {
        testId,
        serial,
        id,
        driver,
        begunAt: ports.now(),
        phase: 'asked',
        commandId: sent.value.commandId,
        askedAt: ports.mono(),
        step: null,
        attempt: 0,
        done: new Set(),
        report: emptyReport(serial),
        wiping: false,
        stopAskedAt: null,
        granted: null,
        notNoted: null,
      }
      ports.changed()
    },
    stop: (): void => {
      if (test === null || test.stopAskedAt !== null) return
      become({ stopAskedAt: ports.mono() })
      if (test.phase !== 'asked') ports.say({ kind: 'stop', testId: test.testId })
    },
    /** What the dongle says of a test; of another than this one it says nothing that counts. */
    hear: (message: TestMessage): void => {
      if (test === null || message.testId !== test.testId || test.phase === 'asked') return
      switch (message.kind) {
        case 'begun':
          become({ step: message.step, attempt: message.attempt })
          return
        case 'done':
          become({ done: new Set([...test.done, message.step]), report: message.report })
          // Read back as gone: what the unit says of itself is in the report.
          if (message.step === 'readBack') become({ wiping: isWipeOpen(message.report) })
          isUnkept = true
          return
        case 'wantsWipe':
          if (test.phase === 'testing' && test.granted === null) wantsWipe(test)
          return
        case 'ended':
          endedThere(test, message)
          return
        case 'samples':
      }
    },
    /** Nobody will say it again: what was read before counts, and the wipe as begun if it was. */
    endUnread: (testId: string): void => {
      if (test?.testId === testId && test.phase !== 'asked')
        end('fault', { fault: { kind: 'session', detail: 'unreadable' } })
    },
    lost: (): void => {
      // What the centre was asked is answered yet; the dongle is told of it when one is there.
      if (test !== null && test.phase !== 'asked') end('benchLost')
    },
    commanded: (state: CommandState): void => {
      if (test === null || test.commandId !== state.commandId) return
      if (state.state !== 'done' && state.state !== 'refused') return
      const error = state.state === 'refused' ? (state.error ?? refuse('unreadable').error) : null
      if (test.phase === 'noting') noted(test, error)
      else if (error === null) {
        // A second answer to the same command begins nothing.
        become({ commandId: null })
        void begun(test)
      } else {
        const { serial } = test
        test = null
        ports.refused(serial, error)
        ports.changed()
      }
    },
    /** Before what it found is shown: each write waits for the disk, so that a dongle may not say how often. */
    flush: (): void => {
      if (isUnkept && test !== null) ports.keep(test)
      isUnkept = false
    },
    tick: (): void => {
      if (test?.phase === 'noting' && ports.mono() - test.askedAt > notedWithin)
        answerWipe(false, { code: 'centreAway', detail: {} })
      if (test === null || test.phase === 'asked' || test.stopAskedAt === null) return
      if (ports.mono() - test.stopAskedAt <= stopsWithin) return
      end('benchLost')
      ports.hangs()
    },
  }
}

const endOf = (
  fault: NonNullable<Extract<TestMessage, { kind: 'ended' }>['fault']>['kind'] | undefined,
  stopped: boolean,
): TestEnd => {
  switch (fault) {
    case undefined:
      return stopped ? 'stopped' : 'done'
    case 'otherUnit':
      return 'otherUnit'
    case 'mayNotWipe':
      return 'centreAway'
    case 'radio':
    case 'session':
    case 'refused':
      return 'fault'
  }
}
