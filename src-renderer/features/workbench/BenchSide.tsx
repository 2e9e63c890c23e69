import { TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import { openDialog } from '../../desk/desk.ts'
import { useScrollPlace } from '../../desk/useScrollPlace.ts'
import { call } from '../../feed/bridge.ts'
import { IconButton } from '../../ui/Button.tsx'
import { useRefusalWords } from '../../ui/refusalWords.ts'
import { Dot } from '../../ui/Tag.tsx'
import { allLines, type BenchList, type UnitLine } from './benchList.ts'
import { ScanField } from './ScanField.tsx'
import style from './Side.module.css'
import { UnitRow } from './UnitRow.tsx'
import type { Queueing } from './useQueueing.ts'

type BenchSideProps = {
  readonly view: BenchView
  readonly list: BenchList
  readonly chosen: UnitLine | null
  readonly onChoose: (key: string) => void
  readonly queueing: Queueing
}

export const BenchSide = ({ view, list, chosen, onChoose, queueing }: BenchSideProps) => {
  const { t } = useTranslation()
  const scroll = useScrollPlace('bench')
  const lines = allLines(list)
  // What is heard may stand higher up already.
  const isOneHeard = [...list.halfWiped, ...list.toSign].some(({ near }) => near !== null)
  // One stop for the tabulator; J and K move in it.
  const stop = lines.some(({ key }) => key === chosen?.key) ? chosen?.key : lines[0]?.key
  const rows = (of: readonly UnitLine[]) => (
    <ul className={style.units}>
      {of.map((line) => (
        <UnitRow
          key={line.key}
          line={line}
          isChosen={line.key === chosen?.key}
          isStop={line.key === stop}
          onChoose={() => onChoose(line.key)}
        />
      ))}
    </ul>
  )
  return (
    <div className={style.side}>
      <header className={style.head}>
        <h2>{t('bench.title')}</h2>
        <RadioPulse view={view} />
      </header>
      <ScanField queueing={queueing} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section ref={scroll} className={style.scroll} tabIndex={0} aria-label={t('bench.units')}>
        {list.halfWiped.length > 0 ? (
          <Part
            title={t('bench.list.halfWiped')}
            isWait
            icon={<TriangleAlert size="1.5rem" aria-hidden="true" />}
            count={list.halfWiped.length}
          >
            {rows(list.halfWiped)}
          </Part>
        ) : null}
        {list.toSign.length > 0 ? (
          <Part title={t('bench.list.toSign')} count={list.toSign.length}>
            {rows(list.toSign)}
          </Part>
        ) : null}
        {view.queue.length > 0 ? (
          <Part title={t('bench.list.queue')} count={view.queue.length}>
            <BenchQueue queue={view.queue} />
          </Part>
        ) : null}
        {list.near.length > 0 ? (
          <Part title={t('bench.list.near')} count={list.near.length}>
            {rows(list.near)}
          </Part>
        ) : isOneHeard ? null : (
          <Part title={t('bench.list.near')} count={0}>
            <p className={style.none}>
              {t(view.adapter?.ready ? 'bench.list.nearNone' : 'bench.list.nearWaits')}
            </p>
          </Part>
        )}
        {list.shelf.length > 0 ? (
          <Part title={t('bench.list.stock')} count={list.shelf.length}>
            {rows(list.shelf)}
          </Part>
        ) : view.stock.length > 0 ? null : (
          <Part title={t('bench.list.stock')} count={0}>
            <p className={style.none}>{t('bench.list.stockEmpty')}</p>
          </Part>
        )}
        {list.nameless.length > 0 ? (
          <Part title={t('bench.list.others')} count={list.nameless.length}>
            {rows(list.nameless)}
          </Part>
        ) : null}
      </section>
    </div>
  )
}

type PartProps = {
  readonly title: string
  readonly count: number
  readonly children: ReactNode
  readonly icon?: ReactNode
  readonly isWait?: boolean
}

const Part = ({ title, count, children, icon, isWait = false }: PartProps) => {
  const id = useId()
  return (
    <section className={style.part} aria-labelledby={id} data-wait={isWait || undefined}>
      <h3 id={id} className={style.partHead}>
        {icon}
        {title} <span className={style.count}>{count}</span>
      </h3>
      {children}
    </section>
  )
}

/** The radio in one glance; pressed, it tells what is missing and which adapter is used. */
const RadioPulse = ({ view }: { readonly view: BenchView }) => {
  const { t } = useTranslation()
  const { adapter } = view
  const state =
    adapter?.ready === true ? 'ready' : adapter === null || adapter.lacks === null ? 'looking' : 'lacking'
  return (
    <button
      type="button"
      className={style.radio}
      data-look={state === 'lacking' ? 'care' : undefined}
      onClick={() => openDialog({ kind: 'benchRadio' })}
      data-testid="bench-radio"
    >
      <Dot look={state === 'ready' ? 'ok' : state === 'lacking' ? 'care' : 'stale'} />
      {t(`bench.radio.${state}`)}
    </button>
  )
}

const BenchQueue = ({ queue }: { readonly queue: BenchView['queue'] }) => {
  const { t } = useTranslation()
  const refusalWords = useRefusalWords()
  return (
    <ol className={style.queue} data-testid="bench-queue">
      {queue.map(({ serial, waitsFor, refused }, index) => (
        <li key={serial} data-care={refused !== null || undefined}>
          <span className={style.number}>{index + 1}</span>
          <span className={style.words}>
            <b>{serial}</b>
            <span className={style.line}>
              {waitsFor === null ? '' : t(`bench.list.waitsFor.${waitsFor}`)}
              {refused ? `: ${refusalWords(refused)}` : ''}
            </span>
          </span>
          <IconButton
            label={t('bench.list.unqueue', { serial })}
            onPress={() => void call('benchUnqueue', { serial })}
            testId="bench-unqueue"
          >
            <X size="1.5rem" aria-hidden="true" />
          </IconButton>
        </li>
      ))}
    </ol>
  )
}
