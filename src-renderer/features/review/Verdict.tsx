import { useTranslation } from 'react-i18next'
import type { ReviewItem } from '../../../src-preload/contract/access.ts'
import style from './Review.module.css'
import { issueOf, type Reviewed } from './story.ts'
import { storyClock } from './storyTime.ts'
import { VerdictForm } from './VerdictForm.tsx'

type VerdictProps = {
  readonly item: ReviewItem
  readonly reviewed: Reviewed
  readonly waits: boolean
  readonly onReviewed: () => void
}

/** Below the story, always in sight: the verdict, or who gave it already. */
export const Verdict = ({ item, reviewed, waits, onReviewed }: VerdictProps) => {
  const { t } = useTranslation()
  const { review, actions } = issueOf(reviewed)
  if (review)
    return (
      <div className={style.verdict} role="status" data-testid="verdict-given">
        <p>
          <b>
            {t('reviewing.done', {
              verdict: t(`reviewing.verdicts.${review.verdict}`),
              name: review.by?.name ?? t('common.unknown'),
              at: storyClock(review.at, item.issuedAt),
            })}
          </b>{' '}
          {t('reviewing.doneText')}
        </p>
      </div>
    )
  if (!waits || !actions.includes('review'))
    return (
      <div className={style.verdict}>
        <p className="muted">{t('reviewing.gone')}</p>
      </div>
    )
  return <VerdictForm item={item} onReviewed={onReviewed} />
}
