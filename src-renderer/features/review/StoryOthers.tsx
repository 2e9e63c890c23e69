import { useTranslation } from 'react-i18next'
import type { OpenerView } from '../../../src-preload/contract/access.ts'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { serverNow } from '../../feed/clock.ts'
import { openerWords } from '../../ui/openerWords.ts'
import { Section } from '../../ui/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { othersOf } from './others.ts'
import style from './Review.module.css'
import type { Reviewed } from './story.ts'
import { storyClock } from './storyTime.ts'

/** Everybody else who could open one of the same doors meanwhile, from when to when. */
export const StoryOthers = ({ view, reviewed }: { readonly view: CaseView; readonly reviewed: Reviewed }) => {
  const { t, i18n } = useTranslation()
  const others = othersOf(view, reviewed)
  const doors = new Intl.ListFormat(i18n.language, { type: 'conjunction' })
  return (
    <Section title={t('reviewing.others')} testId="story-others">
      {others.length === 0 ? <p className="muted">{t('reviewing.othersNone')}</p> : null}
      <ul className={style.others}>
        {others.map((other) => {
          const { who, what } = openerWords(other, serverNow(), t)
          return (
            <li key={`${other.kind}/${other.id}`} data-testid="story-other">
              <span className={style.when}>
                <Span opener={other} begins={view.alarm.raisedAt} />
              </span>
              <span>
                <b>{who}</b> {what}, {doors.format(other.doors)}{' '}
                {other.used ? <Tag look="grey">{t('opener.used')}</Tag> : null}
              </span>
            </li>
          )
        })}
      </ul>
      <p className="muted">{t('reviewing.othersSays')}</p>
    </Section>
  )
}

const Span = ({
  opener: { from, until },
  begins,
}: {
  readonly opener: OpenerView
  readonly begins: number
}) => {
  const { t } = useTranslation()
  const at = (time: number) => storyClock(time, begins, 'minutes')
  // Nobody knows since when: a code that is shared.
  if (from === 0) return t('opener.noEnd')
  return until === null ? t('reviewing.from', { at: at(from) }) : `${at(from)}–${at(until)}`
}
