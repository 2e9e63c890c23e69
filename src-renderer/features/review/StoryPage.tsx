import { Printer } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewItem } from '../../../src-preload/contract/access.ts'
import { keyGuard } from '../../desk/keyGuard.ts'
import { useKeys } from '../../desk/useKeys.ts'
import { useScrollPlace } from '../../desk/useScrollPlace.ts'
import { useCase } from '../../feed/hooks.ts'
import { afterPaint } from '../../feed/painted.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import style from './Review.module.css'
import { AccessFacts, AlarmFacts } from './StoryFacts.tsx'
import { PrintHead, StoryHead } from './StoryHead.tsx'
import { StoryOthers } from './StoryOthers.tsx'
import { StoryTimeline } from './StoryTimeline.tsx'
import { StoryUses } from './StoryUses.tsx'
import type { Sentence } from './sentence.ts'
import { reviewedIn } from './story.ts'
import { Verdict } from './Verdict.tsx'

type StoryPageProps = {
  readonly item: ReviewItem
  /** False for one that somebody else has dealt with meanwhile. */
  readonly waits: boolean
  readonly sentence: Sentence
  readonly onReviewed: () => void
}

/** The story of one grant or code, from the alarm to the last late word of a door, and the verdict below it. */
export const StoryPage = ({ item, waits, sentence, onReviewed }: StoryPageProps) => {
  const { t } = useTranslation()
  const view = useCase()
  const reviewed = view?.caseId === item.caseId ? reviewedIn(view, item) : null
  const isThere = reviewed !== null
  const scroll = useScrollPlace(`story:${item.id}`)
  useEffect(() => {
    const painted = (what: string | null) => keyGuard.painted('story', what, performance.now())
    if (!isThere) return
    const stop = afterPaint(() => painted(item.id))
    return () => {
      stop()
      painted(null)
    }
  }, [item.id, isThere])
  useKeys({
    p: (event) => {
      event.preventDefault()
      if (isThere) print()
    },
  })
  if (view?.caseId !== item.caseId || reviewed === null)
    return <Empty title={view?.caseId === item.caseId ? t('reviewing.noLonger') : t('reviewing.loading')} />
  return (
    <div className={style.page}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <article ref={scroll} className={style.story} tabIndex={0} data-own-arrows data-testid="story">
        <PrintHead />
        <StoryHead view={view} reviewed={reviewed}>
          <Button
            size="small"
            look="quiet"
            keys="P"
            icon={<Printer size="1.5rem" aria-hidden="true" />}
            onPress={print}
            testId="print"
          >
            {t('reviewing.print')}
          </Button>
        </StoryHead>
        <div className={style.facts}>
          <AlarmFacts view={view} />
          <AccessFacts view={view} reviewed={reviewed} />
        </div>
        <StoryUses view={view} reviewed={reviewed} />
        <StoryOthers view={view} reviewed={reviewed} />
        <StoryTimeline view={view} sentence={sentence} />
      </article>
      <Verdict item={item} reviewed={reviewed} waits={waits} onReviewed={onReviewed} />
    </div>
  )
}

const print = (): void => window.print()
