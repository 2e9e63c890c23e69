import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { useNow } from '../../feed/clock.ts'
import { useAge } from '../../ui/Ago.tsx'
import { Section } from '../../ui/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { clock } from '../../ui/timeWords.ts'
import style from './Timeline.module.css'
import { sentence } from './timelineWords.ts'
import unfold from './Unfold.module.css'

/** Lines in sight before the older ones are asked for. */
const shownAtFirst = 30

/** Append-only, newest first, in the order in which things happened; what was heard late says when. */
export const Timeline = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const words = useAge()
  const [isAll, setAll] = useState(false)
  const newest = [...view.timeline].sort((a, b) => b.at - a.at || b.seq - a.seq)
  const shown = isAll ? newest : newest.slice(0, shownAtFirst)
  return (
    <Section title={t('case.timeline')} testId="timeline">
      {newest.length === 0 ? <p className="muted">{t('case.timelineEmpty')}</p> : null}
      <ol className={style.timeline}>
        {shown.map((item) => (
          <li key={item.id}>
            <time dateTime={new Date(item.at).toISOString()}>{clock(item.at)}</time>
            <span className={style.happened}>
              {sentence(item, t)}{' '}
              {item.arrivedLateAt === null ? null : (
                <Tag
                  look="grey"
                  title={t('time.lateTitle', { at: clock(item.at), arrived: clock(item.arrivedLateAt) })}
                >
                  {t('time.late', { at: clock(item.arrivedLateAt) })}
                </Tag>
              )}
              {item.text === null ? null : <q className={style.said}>{item.text}</q>}
            </span>
            <span className={style.ago}>{words(now - item.at)}</span>
          </li>
        ))}
      </ol>
      {newest.length > shown.length ? (
        <button type="button" className={unfold.unfold} onClick={() => setAll(true)}>
          {t('case.earlier', { count: newest.length - shown.length })}
        </button>
      ) : null}
    </Section>
  )
}
