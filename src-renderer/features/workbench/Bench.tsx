import { useEffect } from 'react'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import { closeDialog, openDialog, useDesk } from '../../desk/desk.ts'
import { useDraft } from '../../desk/draft.ts'
import { isElsewhere, useKeys } from '../../desk/useKeys.ts'
import { call } from '../../feed/bridge.ts'
import { BenchSide } from './BenchSide.tsx'
import { BenchStates } from './BenchStates.tsx'
import { allLines, benchList, mayTest, type UnitLine } from './benchList.ts'
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
  useEffect(() => {
    if (chosenKey === null && running !== null) choose(running)
  }, [chosenKey, running, choose])
  const unit = useChosenUnit(view, chosen)
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
    s: () => {
      if (view.running) void call('benchStop', {})
    },
  })

  return (
    <div className={style.bench}>
      <BenchStates view={view} />
      <div className={style.columns}>
        <BenchSide view={view} list={list} chosen={chosen} onChoose={choose} queueing={queueing} />
        <div className={style.rest}>
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

/** A unit that was identified meanwhile is known by its serial from then on; one that is gone from the list has its history. */
const lineOf = (lines: readonly UnitLine[], key: string | null): UnitLine | null => {
  if (key === null) return null
  const known = lines.find((line) => line.key === key || line.near?.id === key)
  return known ?? { key, serial: key, near: null, stock: null, place: null, isRunning: false }
}

const BenchDialogs = ({ view }: { readonly view: BenchView }) => {
  const dialog = useDesk((desk) => desk.dialog)
  if (dialog?.kind === 'benchLabel') return <LabelDialog test={dialog.test} onClose={closeDialog} />
  if (dialog?.kind === 'benchRadio') return <RadioDialog view={view} onClose={closeDialog} />
  return null
}
