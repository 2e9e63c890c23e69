import { describe, expect, it } from 'vitest'
import { evolveHardwareTest } from '../../../../../src-domain/hardware/evolve.ts'
import type { HardwareTestRow } from '../../../../../src-domain/hardware/rows.ts'
import { minute, second } from '../../../../../src-domain/time.ts'
import { type Ended, openRunning } from '../../../../../src-main/core/bench/running.ts'
import type { ToDongle } from '../../../../../src-main/dongle/messages.ts'
import type { CommandState } from '../../../../../src-preload/contract/view.ts'
import { wipedReport } from '../../../../build/report.ts'

const serial = 'VL-1'
const report = wipedReport(serial)

/** A test that runs, a centre that says yes to everything at once, and a clock that is moved by hand. */
const running = async () => {
  const asked: string[] = []
  const told: ToDongle[] = []
  const ended: Ended[] = []
  let row: HardwareTestRow | undefined
  let kept = 0
  let hung = 0
  let now = 0
  const ask = (name: string) => {
    asked.push(name)
    return { ok: true, value: { commandId: name } } as const
  }
  const test = openRunning({
    command: ask,
    follow: ask,
    keys: () => Promise.resolve({ ok: true, value: { serviceKey: '5a'.repeat(32), oldKey: null } }),
    test: () => row,
    say: (message) => {
      told.push(message)
      return true
    },
    keep: () => {
      kept += 1
    },
    ended: (end) => ended.push(end),
    hangs: () => {
      hung += 1
    },
    refused: () => undefined,
    changed: () => undefined,
    now: () => now,
    mono: () => now,
    clockOffset: () => 0,
  })
  const done = (name: string) =>
    test.commanded({ commandId: name, name, state: 'done', error: null } as CommandState)
  test.begin({ serial, id: 'radio', driver: 'vaktrom' })
  const testId = test.now()?.testId ?? ''
  row = evolveHardwareTest(() => undefined, {
    kind: 'hardware.testBegun',
    payload: { testId, lockId: 'lock-1', serial, driver: 'vaktrom', keyReleased: true, mayWipe: true },
    at: 0,
    municipality: 'm',
    seq: 1,
  } as Parameters<typeof evolveHardwareTest>[1])
  done('beginTest')
  await Promise.resolve()
  return {
    test,
    testId,
    asked,
    told,
    ended,
    kept: () => kept,
    hung: () => hung,
    /** The journal has it that the wipe begins. */
    note: () => {
      if (row) row = { ...row, wipeBegunAt: 1 }
      done('noteWipe')
    },
    wait: (ms: number) => {
      now += ms
      test.tick()
    },
  }
}

describe('a test that runs', () => {
  it('is written down as often as it is shown, and not as often as the dongle speaks', async () => {
    const { test, testId, kept } = await running()
    const before = kept()
    for (let n = 0; n < 100; n++) test.hear({ kind: 'done', testId, step: 'motor', report })
    expect(kept()).toBe(before)
    test.flush()
    test.flush()
    expect(kept()).toBe(before + 1)
  })

  it('asks once whether it may wipe, and is written down as wiping before the dongle hears it', async () => {
    const { test, testId, asked, told, kept, note } = await running()
    const before = kept()
    test.hear({ kind: 'wantsWipe', testId })
    note()
    expect(kept()).toBe(before + 1)
    for (let n = 0; n < 100; n++) test.hear({ kind: 'wantsWipe', testId })
    test.hear({ kind: 'done', testId, step: 'readBack', report })
    test.hear({ kind: 'wantsWipe', testId })
    expect(asked).toEqual(['beginTest', 'noteWipe'])
    const answers = told.flatMap((one) => (one.kind === 'mayWipe' ? [one.granted] : []))
    expect(answers).toEqual([true])
  })

  it('is over with its process where that does not stop when it is asked to', async () => {
    const { test, testId, ended, hung, wait, note } = await running()
    test.hear({ kind: 'wantsWipe', testId })
    note()
    wait(10 * minute)
    test.stop()
    // A wipe is seen through, over lost links.
    wait(3 * minute - second)
    expect([ended.length, hung()]).toEqual([0, 0])
    wait(2 * second)
    expect(ended).toMatchObject([{ testId, end: 'benchLost', halfWiped: true }])
    expect(hung()).toBe(1)
    wait(minute)
    expect([ended.length, hung()]).toEqual([1, 1])
  })
})
