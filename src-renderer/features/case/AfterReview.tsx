import { useTranslation } from 'react-i18next'
import type { CodeView, GrantView } from '../../../src-preload/contract/access.ts'
import { useNow } from '../../feed/clock.ts'
import { dayAndClock } from '../../ui/timeWords.ts'
import style from './Grant.module.css'

/** Whether a supervisor has looked at it, and what that one said; nothing for what needs no review. */
export const AfterReview = ({
  of: { isForReview, review },
}: {
  readonly of: Pick<GrantView | CodeView, 'isForReview' | 'review'>
}) => {
  const { t } = useTranslation()
  const now = useNow()
  if (!isForReview) return null
  return (
    <p
      className={style.issued}
      data-testid="after-review"
      data-care={(review !== null && review.verdict !== 'justified') || undefined}
    >
      {review === null
        ? t('reviewed.waits')
        : t('reviewed.done', {
            at: dayAndClock(review.at, now),
            name: review.by?.name ?? t('common.unknown'),
            verdict: t(`verdict.${review.verdict}`),
          })}
    </p>
  )
}
