import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { Section } from '../../ui/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import style from './Review.module.css'
import type { Sentence } from './sentence.ts'
import { storyClock } from './storyTime.ts'

type StoryTimelineProps = { readonly view: CaseView; readonly sentence: Sentence }

/** The whole case as it is read: from its beginning, notes in their place, late words where they belong. */
export const StoryTimeline = ({ view, sentence }: StoryTimelineProps) => {
  const { t } = useTranslation()
  const begins = view.alarm.raisedAt
  return (
    <Section title={t('reviewing.timeline')} testId="story-timeline">
      <ol className={style.timeline}>
        {view.timeline.map((item) => (
          <li key={item.id}>
            <time dateTime={new Date(item.at).toISOString()}>{storyClock(item.at, begins)}</time>
            <span>
              {sentence(item, t)}{' '}
              {item.arrivedLateAt === null ? null : (
                <Tag look="grey">{t('time.late', { at: storyClock(item.arrivedLateAt, begins) })}</Tag>
              )}
              {item.text === null ? null : <q className={style.said}>{item.text}</q>}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
