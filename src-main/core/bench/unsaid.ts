import { z } from 'zod'
import type { CommandName } from '../../../src-domain/command/command.ts'
import { emptyReport, type TestReport, testReport, testStep } from '../../../src-domain/hardware/report.ts'
import type { HardwareTestRow } from '../../../src-domain/hardware/rows.ts'
import { testEnd } from '../../../src-domain/hardware/words.ts'
import { uuid } from '../../../src-domain/ids.ts'
import type { Result } from '../../../src-domain/result.ts'
import { second } from '../../../src-domain/time.ts'
import type { CommandState } from '../../../src-preload/contract/view.ts'
import type { ReplicaStore } from '../store/replica.ts'

const ending = z.object({
  testId: uuid,
  report: testReport,
  end: testEnd,
  step: testStep.nullable(),
  halfWiped: z.boolean(),
})
export type Ending = z.infer<typeof ending>
/** `running`: how the test that ran had come when it was last written down. */
const kept = z.object({ running: ending.nullable(), unsaid: z.array(ending) })

export const benchKept = 'bench'
/** What was refused for now is tried again after so long. */
const againAfter = 10 * second

export type UnsaidPorts = {
  readonly store: Pick<ReplicaStore, 'kept' | 'keep'>
  /** Under the name of whoever sits here, also behind a lock. */
  readonly follow: (name: CommandName, args: unknown) => Result<{ readonly commandId: string }>
  /** Whether whoever sits here may say how a test ended. */
  readonly maySay: () => boolean
  readonly test: (testId: string) => HardwareTestRow | undefined
  /** Begun at this workplace and not ended, as far as the journal has come. */
  readonly leftOpen: () => readonly HardwareTestRow[]
  readonly mono: () => number
}

/**
 * How tests ended of which the journal does not know yet. A fact is not lost because the centre is away, nobody sits
 * here, or core died in the middle: it lies on the disk until it is said.
 */
export const openUnsaid = (ports: UnsaidPorts) => {
  const { store, mono } = ports
  const unsaid = new Map<string, Ending>()
  /** By test; `commandId` is null once it was refused for now. */
  const asked = new Map<string, { readonly commandId: string | null; readonly at: number }>()
  let running: Ending | null = null

  const read = kept.safeParse(store.kept(benchKept))
  if (read.success) {
    for (const one of read.data.unsaid) unsaid.set(one.testId, one)
    // It ran when the process before this one died.
    if (read.data.running !== null) unsaid.set(read.data.running.testId, read.data.running)
  }
  const write = (): void => {
    const nothing = running === null && unsaid.size === 0
    store.keep(benchKept, nothing ? null : { running, unsaid: [...unsaid.values()] })
  }
  const say = (one: Ending): void => {
    const { step: atStep, ...rest } = one
    const sent = ports.follow('finishTest', { ...rest, atStep })
    if (sent.ok) asked.set(one.testId, { commandId: sent.value.commandId, at: mono() })
  }

  return {
    /** What would be said of the running test if this process died now. */
    keepRunning: (testId: string, report: TestReport, step: Ending['step'], wiping: boolean): void => {
      running = { testId, report, end: 'benchLost', step, halfWiped: wiping }
      write()
    },
    ended: (one: Ending): void => {
      running = null
      unsaid.set(one.testId, one)
      write()
      if (ports.maySay()) say(one)
    },
    of: (testId: string): Ending | undefined => unsaid.get(testId),
    /** Once a second: what the journal has by now is done; of the rest each is said again after a while. */
    tick: (isNow: (testId: string) => boolean): void => {
      for (const row of ports.leftOpen())
        if (!isNow(row.id) && !unsaid.has(row.id)) unsaid.set(row.id, lost(row))
      let changed = false
      for (const one of unsaid.values()) {
        if (ports.test(one.testId)?.endedAt != null) {
          unsaid.delete(one.testId)
          asked.delete(one.testId)
          changed = true
        } else if (ports.maySay() && !asked.has(one.testId)) say(one)
      }
      for (const [testId, { at, commandId }] of asked)
        if (commandId === null && mono() - at > againAfter) asked.delete(testId)
      if (changed) write()
    },
    /** What became of saying it. */
    commanded: (state: CommandState): void => {
      if (state.name !== 'finishTest' || (state.state !== 'refused' && state.state !== 'done')) return
      const found = [...asked].find(([, { commandId }]) => commandId === state.commandId)
      if (!found) return
      const [testId] = found
      const never = state.error?.code === 'unknownTest' || state.error?.code === 'notYourTest'
      if (state.state === 'done' || never) {
        asked.delete(testId)
        unsaid.delete(testId)
        write()
      } else asked.set(testId, { commandId: null, at: mono() })
    },
  }
}

/** Nothing is left of what it found. */
const lost = (row: HardwareTestRow): Ending => ({
  testId: row.id,
  report: emptyReport(row.serial),
  end: 'benchLost',
  step: null,
  halfWiped: row.wipeBegunAt !== null,
})
