import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { HandsetItem } from '../../../src-preload/contract/access.ts'
import { useNow } from '../../feed/clock.ts'
import { clock, stopwatch, upToMinute } from '../../ui/timeWords.ts'
import style from './Access.module.css'

/** What the phone may open, door by door, until when whatever is done now; the same before a block and after it. */
export const HandsetOpens = ({ handset: { mayOpen, blocked } }: { readonly handset: HandsetItem }) => {
  const { t, i18n } = useTranslation()
  const now = useNow()
  const titleId = useId()
  const doorsOf = new Intl.ListFormat(i18n.language, { type: 'conjunction' })
  // An end that has passed since the list came opens nothing any more.
  const opens = mayOpen.filter(({ until }) => until > now)
  return (
    <section aria-labelledby={titleId} data-testid="handset-opens">
      <h3 id={titleId} className={style.heading}>
        {t(blocked ? 'handsets.mayOpenStill' : 'handsets.mayOpen')}
      </h3>
      {opens.length === 0 ? (
        <p className="muted">{t(blocked ? 'handsets.mayOpenNoMore' : 'handsets.mayOpenNothing')}</p>
      ) : (
        <ul className={style.opens}>
          {opens.map(({ grantId, address, doors, until }) => (
            <li key={grantId} className={style.open} data-testid="handset-opens-at">
              <span>
                <b>{address || t('handsets.placeUnknown')}</b>
                <br />
                <span className="muted">{doorsOf.format(doors)}</span>
              </span>
              <span className={style.until}>
                {t('handsets.mayOpenUntil', { at: clock(upToMinute(until), 'minutes') })}
                <br />
                <span className="muted" role="timer">
                  {stopwatch(upToMinute(until) - now)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
