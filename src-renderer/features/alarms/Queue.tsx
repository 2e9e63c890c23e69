// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which a <table> does not let it.
// biome-ignore-all lint/a11y/useFocusableInteractive: the row has the focus, its cells are read with it.
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { openCase, useDesk } from '../../desk/desk.ts'
import { keyGuard } from '../../desk/keyGuard.ts'
import { useSettings } from '../../desk/settings.ts'
import { useKeys } from '../../desk/useKeys.ts'
import { useScrollPlace } from '../../desk/useScrollPlace.ts'
import { serverNow, useNow } from '../../feed/clock.ts'
import { ask } from '../../feed/commands.ts'
import { useAlarms, useIsAway } from '../../feed/hooks.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { AlarmCard } from './AlarmCard.tsx'
import { AlarmLine } from './AlarmLine.tsx'
import style from './Queue.module.css'
import { orderedAt, outOfSight, type QueueRow, queueRows } from './queueRows.ts'
import { usePaintedRows } from './usePainted.ts'

/** By its code, which is told with a capital. */
const spaceBar = 'Space'

/** Heights before a row is measured, in `rem` tenths of the text size. */
const guess = { heading: 36, empty: 110, card: 90, line: 44 } as const

/** Answers and opens: whoever answers wants to see whom. While the centre is away, it is taken here. */
const answer = (alarm: AlarmItem, isAway: boolean): void => {
  openCase(alarm.caseId)
  if (isAway && alarm.actions.includes('hold')) {
    void ask('hold', { caseId: alarm.caseId, heldAt: serverNow() })
  } else if (alarm.actions.includes('answer')) {
    void ask('answer', { caseId: alarm.caseId })
  }
}

export const Queue = () => {
  const { t } = useTranslation()
  const alarms = useAlarms()
  const isAway = useIsAway()
  const scale = useSettings((s) => s.scale) / 100
  const selected = useDesk((desk) => desk.caseId)
  const at = orderedAt(alarms, useNow())
  const rows = useMemo(() => queueRows(alarms, at), [alarms, at])
  const list = useRef<HTMLDivElement>(null)
  const keepScrolled = useScrollPlace('queue')
  useEffect(() => keepScrolled(list.current), [keepScrolled])
  const [active, setActive] = useState<string | null>(null)

  // oxlint-disable-next-line react/incompatible-library -- its functions are used here alone, never handed on.
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: (index) => guess[rows[index]?.kind ?? 'card'] * scale,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 4,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text size makes every measure stale.
  useEffect(() => virtual.measure(), [scale, virtual])

  const top = rows.find((row) => row.kind === 'card' && row.alarm.group === 'waiting')
  const topAlarm = top?.kind === 'card' ? top.alarm : null
  usePaintedRows(list, alarms, topAlarm?.caseId ?? null)

  const stops = useMemo(() => rows.flatMap((row) => (isAlarmRow(row) ? [row.key] : [])), [rows])
  const tabStop = active !== null && stops.includes(active) ? active : (stops[0] ?? null)

  const focusRow = useCallback(
    (caseId: string) => {
      setActive(caseId)
      const index = rows.findIndex((row) => row.key === caseId)
      if (index < 0) return
      virtual.scrollToIndex(index, { align: 'auto' })
      requestAnimationFrame(() => {
        list.current?.querySelector<HTMLElement>(`[data-case="${caseId}"]`)?.focus({ preventScroll: true })
      })
    },
    [rows, virtual],
  )
  const isAlone = useDesk((desk) => desk.view === 'operations')
  const move = (by: 1 | -1) => (event: KeyboardEvent) => {
    // Another view has a list of its own to move in; whoever is in the queue stays in it.
    if (!isAlone && !isInList(list.current)) return
    if (
      event.target instanceof Element &&
      event.key.startsWith('Arrow') &&
      event.target.closest('[data-own-arrows]')
    )
      return
    const from = isInList(list.current) ? stops.indexOf(tabStop ?? '') : by > 0 ? -1 : stops.length
    const next = stops[Math.max(0, Math.min(stops.length - 1, from + by))]
    if (next === undefined) return
    event.preventDefault()
    focusRow(next)
  }
  const answerTop = () => {
    const settled = keyGuard.settled('queueTop', performance.now())
    if (topAlarm && settled === topAlarm.caseId) answer(topAlarm, isAway)
  }
  useKeys({ ArrowDown: move(1), ArrowUp: move(-1), j: move(1), k: move(-1) }, { repeats: true })
  useKeys({
    [spaceBar]: (event) => {
      event.preventDefault()
      answerTop()
    },
    enter: () => {
      if (active !== null && isInList(list.current)) openCase(active)
    },
  })

  const items = virtual.getVirtualItems()
  const range = useInSight(list, items, virtual.scrollOffset ?? 0)
  const hidden = outOfSight(rows, range.first, range.last)
  const canAnswerTop = topAlarm?.actions.some((name) => name === 'answer' || name === 'hold') ?? false

  return (
    <section className={style.queue} aria-label={t('queue.label')} data-testid="queue">
      {hidden.above > 0 ? (
        <button
          type="button"
          className={style.more}
          data-at="top"
          data-stands-for-more
          onClick={() => virtual.scrollToIndex(0)}
        >
          <ArrowUp size="1.4rem" aria-hidden="true" /> {t('queue.above', { count: hidden.above })}
        </button>
      ) : null}
      <div
        ref={list}
        className={style.list}
        role="grid"
        aria-label={t('queue.label')}
        aria-rowcount={rows.length}
      >
        <div className={style.long} role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
          {items.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={style.place}
                role="presentation"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {row.kind === 'heading' ? (
                  <div role="row" aria-rowindex={item.index + 1} className={style.heading}>
                    <div role="gridcell">
                      <h2>
                        {t(`queue.${row.group}`)}
                        {row.count > 0 ? <span className={style.count}>{row.count}</span> : null}
                      </h2>
                    </div>
                    {row.group === 'waiting' && canAnswerTop ? (
                      <div role="gridcell">
                        <button
                          type="button"
                          className={style.answerTop}
                          data-testid="answer-top"
                          onClick={answerTop}
                        >
                          {t('queue.answerTop')} <Kbd>{t('keys.space')}</Kbd>
                        </button>
                      </div>
                    ) : null}
                  </div>
                ) : row.kind === 'empty' ? (
                  <div role="row" aria-rowindex={item.index + 1}>
                    <div role="gridcell" className={style.empty} data-testid="queue-empty">
                      <b>{t('queue.emptyTitle')}</b>
                      <p>{isAway ? t('queue.emptyBlindText') : t('queue.emptyText')}</p>
                    </div>
                  </div>
                ) : row.kind === 'card' ? (
                  <AlarmCard
                    alarm={row.alarm}
                    rowIndex={item.index + 1}
                    isSelected={row.key === selected}
                    isTabStop={row.key === tabStop}
                    isAway={isAway}
                    onFocus={setActive}
                    onAnswer={answer}
                  />
                ) : (
                  <AlarmLine
                    alarm={row.alarm}
                    rowIndex={item.index + 1}
                    isSelected={row.key === selected}
                    isTabStop={row.key === tabStop}
                    onFocus={setActive}
                  />
                )}
              </div>
            )
          })}
        </div>
      </div>
      {hidden.below > 0 ? (
        <button
          type="button"
          className={style.more}
          data-at="bottom"
          data-stands-for-more
          data-testid="more-waiting"
          onClick={() => virtual.scrollToIndex(Math.min(rows.length - 1, range.last + 1), { align: 'start' })}
        >
          <ArrowDown size="1.4rem" aria-hidden="true" /> {t('queue.below', { count: hidden.below })}
        </button>
      ) : null}
    </section>
  )
}

const isAlarmRow = (row: QueueRow): boolean => row.kind === 'card' || row.kind === 'line'

const isInList = (list: HTMLElement | null): boolean => list?.contains(document.activeElement) ?? false

type Placed = { readonly index: number; readonly start: number; readonly end: number }

/** First and last row of which at least half can be seen. */
const useInSight = (
  list: React.RefObject<HTMLElement | null>,
  items: readonly Placed[],
  offset: number,
): { readonly first: number; readonly last: number } => {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const element = list.current
    if (!element) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [list])
  const seen = items.filter((item) => {
    const middle = (item.start + item.end) / 2
    return middle >= offset && middle <= offset + height
  })
  return { first: seen[0]?.index ?? 0, last: seen.at(-1)?.index ?? items.at(-1)?.index ?? 0 }
}
