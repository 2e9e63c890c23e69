import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCredit } from '../../../../src-main/core/feed/credit.ts'
import type { Push, Pushes } from '../../../../src-preload/contract/contract.ts'
import { applyDelta, type Delta } from '../../../../src-renderer/feed/delta.ts'

type Alarm = Pushes['alarms']['changed'][number]
type Home = Pushes['homes']['changed'][number]
/** Only what a window tells alarms apart by, and something that changes. */
const alarm = (n: number, presses: number) => ({ caseId: `c${n}`, presses }) as Alarm
const home = (n: number) => ({ homeId: `h${n}` }) as Home
const deltaOf = (changed: Alarm[], removed: string[] = [], reset = false): Pushes['alarms'] => ({
  reset,
  changed,
  removed,
})

const opened = () => {
  const sent: { readonly name: Push; readonly value: unknown }[] = []
  const credit = openCredit((name, value) => void sent.push({ name, value }))
  return { credit, sent, names: () => sent.map((s) => s.name) }
}
const taken = (deltas: readonly Delta<Alarm>[]) =>
  deltas.reduce<ReadonlyMap<string, Alarm>>((map, d) => applyDelta(map, d, (a) => a.caseId), new Map())

describe('what a busy window is told', () => {
  it('ends in the same as everything that was said, with no more under way than it has credit for', () => {
    const said = fc.record({
      changed: fc.array(fc.tuple(fc.nat(9), fc.nat(5)), { maxLength: 4 }),
      removed: fc.array(fc.nat(9), { maxLength: 3 }),
      reset: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      had: fc.nat(3),
    })
    fc.assert(
      fc.property(fc.array(said, { maxLength: 40 }), (all) => {
        const { credit, sent } = opened()
        credit.had('alarms')
        let had = 0
        const whole: Delta<Alarm>[] = []
        for (const one of all) {
          const removed = [...new Set(one.removed)].map((n) => `c${n}`)
          const changed = one.changed.map(([n, presses]) => alarm(n, presses))
          const delta = deltaOf(
            changed.filter(({ caseId }) => !removed.includes(caseId)),
            removed,
            one.reset,
          )
          whole.push(delta)
          credit.push('alarms', delta)
          expect(sent.length - had).toBeLessThanOrEqual(4)
          for (let i = 0; i < one.had && had < sent.length; i++) {
            had += 1
            credit.had('alarms')
          }
        }
        for (; had < sent.length; had++) credit.had('alarms')
        const told = sent.map((s) => s.value as Delta<Alarm>)
        expect(taken(told)).toEqual(taken(whole))
      }),
      { seed: 20_331 },
    )
  })

  it('is not held up for an alarm by what is quiet', () => {
    const { credit, names } = opened()
    credit.had('homes')
    for (let n = 0; n < 50; n++) credit.push('homes', { reset: false, changed: [home(n)], removed: [] })
    credit.push('alarms', deltaOf([alarm(1, 1)]))
    expect(names()).toEqual(['homes', 'homes', 'alarms'])
  })

  it('is told a town in slices, however much of it waits', () => {
    const { credit, sent } = opened()
    credit.had('homes')
    for (let n = 0; n < 6_000; n++) credit.push('homes', { reset: false, changed: [home(n)], removed: [] })
    for (let had = 0; had < sent.length; had++) credit.had('homes')
    const sizes = sent.map((s) => (s.value as Pushes['homes']).changed.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000)
    expect(sizes.reduce((a, b) => a + b)).toBe(6_000)
  })

  it('is of a motor no more than anybody draws, while it takes nothing in', () => {
    const { credit, sent } = opened()
    credit.had('alarms')
    const testId = '019a8d2e-0000-7000-8000-0000000000b1'
    const samples = Array.from({ length: 200 }, (_, n) => ({ atMs: n, ma: 300, mv: 5_900 }))
    for (let n = 0; n < 1_000; n++)
      credit.push('benchSamples', { testId, step: 'motor', cycle: n % 400, samples })
    for (let n = 0; n < 500; n++) credit.had('benchSamples')
    const told = sent.flatMap(({ value }) => (value as Pushes['benchSamples']).samples)
    expect(told.length).toBeGreaterThan(10_000)
    expect(told.length).toBeLessThan(25_000)
  })

  it('is each command by its newest state, and of a state the newest', () => {
    const { credit, sent } = opened()
    credit.had('health')
    const fill = { reset: false, changed: [], removed: [] }
    for (let i = 0; i < 4; i++) credit.push('alarms', fill)
    const command = (commandId: string, state: string) => ({ commandId, state }) as Pushes['command']
    credit.push('command', command('a', 'sending'))
    credit.push('command', command('b', 'sending'))
    credit.push('command', command('a', 'done'))
    credit.push('session', { state: 'signedOut' })
    for (let i = 0; i < 7; i++) credit.had('alarms')
    expect(sent.slice(4)).toEqual([
      { name: 'session', value: { state: 'signedOut' } },
      { name: 'command', value: command('b', 'sending') },
      { name: 'command', value: command('a', 'done') },
    ])
  })
})
