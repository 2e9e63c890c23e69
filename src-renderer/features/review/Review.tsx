import { ClipboardCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewItem } from '../../../src-preload/contract/access.ts'
import { openStory } from '../../desk/desk.ts'
import { isElsewhere, useKeys } from '../../desk/useKeys.ts'
import { useFresh } from '../../feed/fresh.ts'
import { DialogSays } from '../../ui/Dialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import style from './Review.module.css'
import { ReviewList } from './ReviewList.tsx'
import { StoryPage } from './StoryPage.tsx'
import type { Sentence } from './sentence.ts'

type ReviewProps = { readonly sentence: Sentence }

const none: readonly ReviewItem[] = []

/** Beside the queue, which goes on ringing: what waits for a supervisor, and the story of one on one page. */
export const Review = ({ sentence }: ReviewProps) => {
  const { t } = useTranslation()
  const { answer, isStale } = useFresh('reviews', {})
  const items = answer?.items ?? none
  const [chosen, setChosen] = useState<ReviewItem | null>(null)
  // What somebody else has dealt with meanwhile stays in sight until one moves on.
  const shown = chosen === null ? (items[0] ?? null) : (items.find(({ id }) => id === chosen.id) ?? chosen)
  const caseId = shown?.caseId ?? null
  useEffect(() => openStory(caseId), [caseId])
  useEffect(() => () => openStory(null), [])

  const at = shown === null ? -1 : items.findIndex(({ id }) => id === shown.id)
  const move = (by: 1 | -1) => (event: KeyboardEvent) => {
    if (isElsewhere(event)) return
    event.preventDefault()
    // From one that waits no longer the list begins anew.
    const next = at < 0 ? items[0] : items[Math.max(0, Math.min(items.length - 1, at + by))]
    if (next) setChosen(next)
  }
  useKeys({ ArrowDown: move(1), ArrowUp: move(-1), j: move(1), k: move(-1) }, { repeats: true })
  /** The next one in line, or the one before the last; nothing where this was the only one. */
  const goOn = () => setChosen(items[at + 1] ?? items[at - 1] ?? null)

  return (
    <main className={style.review} aria-label={t('reviewing.title')} data-testid="review">
      <div className={style.split}>
        <div className={style.side}>
          <header className={style.sideHead}>
            <h2>{t('reviewing.title')}</h2>
            <span className="muted" role="status">
              {answer === null ? t('common.loading') : t('reviewing.waits', { count: items.length })}
            </span>
          </header>
          {isStale ? <DialogSays look="care">{t('common.stale')}</DialogSays> : null}
          <ReviewList items={items} shownId={shown?.id ?? null} onChoose={setChosen} />
        </div>
        {shown ? (
          <StoryPage
            key={shown.id}
            item={shown}
            waits={at >= 0 || answer === null}
            sentence={sentence}
            onReviewed={goOn}
          />
        ) : (
          <Empty
            icon={ClipboardCheck}
            title={answer === null ? t('common.loading') : t('reviewing.emptyTitle')}
            text={answer === null ? null : t('reviewing.emptyText')}
            testId="review-empty"
          />
        )}
      </div>
    </main>
  )
}
