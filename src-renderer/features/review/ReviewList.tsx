import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewItem } from '../../../src-preload/contract/access.ts'
import { useScrollPlace } from '../../desk/useScrollPlace.ts'
import { useNow } from '../../feed/clock.ts'
import { useUnderway } from '../../feed/commands.ts'
import { KindIcon } from '../../ui/kinds.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import style from './Review.module.css'

type ReviewListProps = {
  readonly items: readonly ReviewItem[]
  readonly shownId: string | null
  readonly onChoose: (item: ReviewItem) => void
}

/** The oldest first. One stop for the tabulator; J and K move in it. */
export const ReviewList = ({ items, shownId, onChoose }: ReviewListProps) => {
  const { t } = useTranslation()
  const scroll = useScrollPlace('reviews')
  const stop = items.some(({ id }) => id === shownId) ? shownId : items[0]?.id
  return (
    <ol ref={scroll} className={style.list} aria-label={t('reviewing.list')}>
      {items.map((item) => (
        <Item
          key={item.id}
          item={item}
          isShown={item.id === shownId}
          isStop={item.id === stop}
          onChoose={onChoose}
        />
      ))}
    </ol>
  )
}

type ItemProps = {
  readonly item: ReviewItem
  readonly isShown: boolean
  readonly isStop: boolean
  readonly onChoose: (item: ReviewItem) => void
}

const Item = ({ item, isShown, isStop, onChoose }: ItemProps) => {
  const { t } = useTranslation()
  const now = useNow()
  const button = useRef<HTMLButtonElement>(null)
  const underway = useUnderway('review', item.caseId, item.id)
  useEffect(() => {
    if (!isShown) return
    button.current?.scrollIntoView({ block: 'nearest' })
    // Moved by a key from another line: the focus goes along.
    if (document.activeElement?.closest('ol') === button.current?.closest('ol')) button.current?.focus()
  }, [isShown])
  const { of, holder, doors, used } = item
  return (
    <li>
      <button
        ref={button}
        type="button"
        className={style.item}
        aria-current={isShown || undefined}
        tabIndex={isStop ? 0 : -1}
        onClick={() => onChoose(item)}
        data-testid="review-item"
      >
        <span className={style.kind}>
          <KindIcon kind={item.alarmKind} size="1.8rem" />
        </span>
        <span className={style.itemWords}>
          <b>{item.resident ?? t(`alarmKind.${item.alarmKind}`)}</b>
          <span className={style.when}>{dayAndClock(item.issuedAt, now)}</span>
          <span className={style.line}>{item.address ?? t(`alarmKind.${item.alarmKind}`)}</span>
          <span className={style.line}>
            {of === 'code'
              ? `${t('reviewing.code')} · ${t(used > 0 ? 'reviewing.usedCode' : 'reviewing.unused')}`
              : `${holder ?? t('common.unknown')} · ${t('reviewing.used', { used, doors })}`}
          </span>
          {underway ? <span className={style.line}>{t(`command.${underway}`)}</span> : null}
        </span>
      </button>
    </li>
  )
}
