import { useEffect, useRef } from 'react'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import { closeDialog, openDialog, useDesk } from '../../desk/desk.ts'
import { useDraft } from '../../desk/draft.ts'
import { isElsewhere, useKeys } from '../../desk/useKeys.ts'
import { BenchSide } from './BenchSide.tsx'
import { BenchStates } from './BenchStates.tsx'
import { allLines, benchList, lineOf, mayTest, type UnitLine } from './benchList.ts'
import { identify } from './identify.ts'
import { LabelDialog } from './LabelDialog.tsx'
import { isMeasuredIn, Middle } from './Middle.tsx'
import { RadioDialog } from './RadioDialog.tsx'
import { UnitPane } from './UnitPane.tsx'
import { useChosenUnit } from './useChosenUnit.ts'
import { useQueueing } from './useQueueing.ts'
import { useScannerGun } from './useScannerGun.ts'
import style from './Workbench.module.css'

/** Left what is near, waits or lies in stock; in the middle the test; right the unit and what became of it. */
export const Bench = ({ view }: { readonly view: BenchView }) => {
  const list = benchList(view)
  const lines = allLines(list)
  const running = view.running?.test.serial ?? null
  // What is chosen stays so when the next test begins: somebody may be reading the verdict of the last.
  const [chosenKey, choose] = useDraft<string | null>('view:bench', null)
  const chosen = lineOf(lines, chosenKey)
  // One that has said who it is meanwhile stays chosen by that when it is heard no more.
  const nextKey = chosenKey === null ? running : (chosen?.key ?? chosenKey)
  useEffect(() => {
    if (nextKey !== chosenKey) choose(nextKey)
  }, [nextKey, chosenKey, choose])
  const unit = useChosenUnit(view, chosen)
  const rest = useRef<HTMLDivElement>(null)
  // Another unit is read from its top, as is the verdict that a test has come to.
  const top = `${chosen?.key} ${chosen?.isRunning}`
  useEffect(() => {
    if (top !== '' && rest.current) rest.current.scrollTop = 0
  }, [top])
  const queueing = useQueueing(view)
  useScannerGun(queueing.scan)

  const move = (by: 1 | -1) => (event: KeyboardEvent) => {
    if (isElsewhere(event)) return
    event.preventDefault()
    const at = lines.findIndex(({ key }) => key === chosen?.key)
    const next = at < 0 ? lines[0] : lines[Math.max(0, Math.min(lines.length - 1, at + by))]
    if (next) choose(next.key)
  }
  useKeys({ ArrowDown: move(1), ArrowUp: move(-1), j: move(1), k: move(-1) }, { repeats: true })
  useKeys({
    t: () => {
      if (chosen && mayTest(chosen)) queueing.queue(chosen)
    },
    i: () => {
      if (chosen) identify(chosen)
    },
  })

  return (
    <div className={style.bench}>
      <BenchStates view={view} />
      <div className={style.columns}>
        <BenchSide view={view} list={list} chosen={chosen} onChoose={choose} queueing={queueing} />
        <div ref={rest} className={style.rest} data-unit-first={isUnitFirst(view, chosen) || undefined}>
          <Middle view={view} shown={unit?.shown ?? null} />
          <UnitPane
            key={chosen?.serial ?? chosenKey}
            unit={unit}
            isMeasuredBeside={isMeasuredIn(view)}
            onQueue={queueing.queue}
            onLabel={(test) => openDialog({ kind: 'benchLabel', test })}
          />
        </div>
      </div>
      <BenchDialogs view={view} />
    </div>
  )
}

/** Where there is room for one column: the unit and its verdict, but for the test of it that runs and what Bluetooth lacks. */
const isUnitFirst = ({ running, adapter }: BenchView, chosen: UnitLine | null): boolean =>
  chosen !== null && !chosen.isRunning && (running !== null || adapter?.ready === true)

const BenchDialogs = ({ view }: { readonly view: BenchView }) => {
  const dialog = useDesk((desk) => desk.dialog)
  if (dialog?.kind === 'benchLabel') return <LabelDialog test={dialog.test} onClose={closeDialog} />
  if (dialog?.kind === 'benchRadio') return <RadioDialog view={view} onClose={closeDialog} />
  return null
}
