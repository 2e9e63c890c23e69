// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which a <table> does not let it.
// biome-ignore-all lint/a11y/useFocusableInteractive: the row has the focus, its cells are read with it.
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { answerTarget, isOverdue } from '../../../src-domain/alarm/order.ts'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { openCase } from '../../desk/desk.ts'
import { useNow } from '../../feed/clock.ts'
import { Also } from '../../ui/Also.tsx'
import { KindIcon } from '../../ui/kinds.tsx'
import { KindRing, Ring } from '../../ui/Ring.tsx'
import { PriorityTag, Tag } from '../../ui/Tag.tsx'
import { clock, stopwatch } from '../../ui/timeWords.ts'
import { useWhere, useWho } from '../../ui/who.ts'
import style from './Queue.module.css'
import { AlarmTags } from './Tags.tsx'

type CardProps = {
  readonly alarm: AlarmItem
  readonly rowIndex: number
  readonly isSelected: boolean
  readonly isTabStop: boolean
  readonly isAway: boolean
  readonly onFocus: (caseId: string) => void
  readonly onAnswer: (alarm: AlarmItem, isAway: boolean) => void
}

/** One case that waits or is mine. */
export const AlarmCard = memo(
  ({ alarm, rowIndex, isSelected, isTabStop, isAway, onFocus, onAnswer }: CardProps) => {
    const { t } = useTranslation()
    const who = useWho()(alarm)
    const where = useWhere()(alarm)
    const isWaiting = alarm.group === 'waiting'
    const canAnswer = isWaiting && alarm.actions.some((name) => name === 'answer' || name === 'hold')
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: Enter opens it too, in Queue.
      <div
        className={style.card}
        role="row"
        aria-rowindex={rowIndex}
        aria-selected={isSelected}
        tabIndex={isTabStop ? 0 : -1}
        data-group={alarm.group}
        data-ringing={alarm.ringing || undefined}
        data-selected={isSelected || undefined}
        data-case={alarm.caseId}
        data-press={alarm.pressId}
        data-testid="alarm-card"
        onFocus={() => onFocus(alarm.caseId)}
        onClick={() => openCase(alarm.caseId)}
      >
        <div role="gridcell" className={style.mark}>
          {isWaiting ? (
            <WaitingRing alarm={alarm} />
          ) : (
            <KindRing>
              <KindIcon kind={alarm.alarmKind} size="2.2rem" />
            </KindRing>
          )}
        </div>
        <div role="gridcell" className={style.words}>
          <span className={style.kind}>{t(`alarmKind.${alarm.alarmKind}`)}</span>
          <span className={style.right}>
            <Also also={alarm.also} /> {isWaiting ? <OverdueTag alarm={alarm} /> : null}{' '}
            <PriorityTag priority={alarm.priority} />
          </span>
          <span className={style.who}>{who}</span>
          <span className={style.time}>{clock(alarm.raisedAt, isWaiting ? 'seconds' : 'minutes')}</span>
          <span className={style.where}>{where}</span>
          <span className={style.right}>
            <AlarmTags alarm={alarm} part="first" />
          </span>
          {alarm.raw === null ? null : <code className={style.raw}>{alarm.raw}</code>}
          <AlarmTags alarm={alarm} part="rest" />
        </div>
        {canAnswer ? (
          <div role="gridcell" className={style.answerPlace}>
            <button
              type="button"
              tabIndex={-1}
              className={style.answer}
              data-testid="answer"
              data-away={isAway || undefined}
              aria-label={`${isAway ? t('action.hold') : t('queue.answer')}: ${who}`}
              onClick={(event) => {
                event.stopPropagation()
                onAnswer(alarm, isAway)
              }}
            >
              {isAway ? t('action.hold') : t('queue.answer')}
            </button>
          </div>
        ) : null}
      </div>
    )
  },
)

/** On a line that is there anyway: a card that grew would push the next one under the hand. */
const OverdueTag = ({ alarm }: { readonly alarm: AlarmItem }) => {
  const { t } = useTranslation()
  return isOverdue(alarm, useNow()) ? <Tag look="wait">{t('queue.overdue')}</Tag> : null
}

const WaitingRing = ({ alarm }: { readonly alarm: AlarmItem }) => {
  const { t } = useTranslation()
  const waited = useNow() - alarm.raisedAt
  const time = stopwatch(waited)
  return (
    <>
      <Ring part={waited / answerTarget} label={time} />
      <span className="hidden">{t('queue.ringElapsed', { time })}</span>
    </>
  )
}
