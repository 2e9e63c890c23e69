import type { BenchView, StockItem, TestView } from '../../../src-preload/contract/bench.ts'
import { useDraft } from '../../desk/draft.ts'
import { type UnitHistory, useUnitHistory } from '../../feed/bench.ts'
import type { UnitLine } from './benchList.ts'

/** All that is shown of the unit that is chosen. */
export type ChosenUnit = {
  readonly line: UnitLine
  /** As the list has it; of what lies in no list any more, as its history has it. */
  readonly stock: StockItem | null
  readonly history: UnitHistory
  /** Those that have ended, the newest first. */
  readonly tests: readonly TestView[]
  /** The one that is open: the newest, until another is chosen. */
  readonly shown: TestView | null
  readonly open: (testId: string) => void
}

export const useChosenUnit = (view: BenchView, line: UnitLine | null): ChosenUnit | null => {
  const serial = line?.serial ?? null
  const here = view.ended.filter((test) => test.serial === serial)
  const history = useUnitHistory(serial, stampOf(view, line, here))
  const [openId, open] = useDraft<string | null>(`view:benchTest/${serial}`, null)
  if (line === null) return null
  const tests = testsOf(history, here)
  return {
    line,
    stock: line.stock ?? (history.kind === 'known' ? history.stock : null),
    history,
    tests,
    shown: tests.find(({ testId }) => testId === openId) ?? tests[0] ?? null,
    open,
  }
}

/** Changes with whatever may have changed the history of a unit. */
const stampOf = (view: BenchView, line: UnitLine | null, here: readonly TestView[]): string =>
  JSON.stringify([
    line?.stock?.life,
    line?.stock?.toSign,
    line?.stock?.halfWiped,
    view.running?.test.testId,
    here.map(({ testId, signed }) => [testId, signed]),
  ])

/** What ended here a moment ago may not be in the answer yet; where it is, the journal's word on it counts. */
const testsOf = (history: UnitHistory, here: readonly TestView[]): readonly TestView[] => {
  const known = history.kind === 'known' ? history.tests : []
  const ids = new Set(known.map(({ testId }) => testId))
  return [...here.filter(({ testId }) => !ids.has(testId)), ...known]
    .filter(({ end }) => end !== null)
    .sort((a, b) => b.begunAt - a.begunAt)
}
