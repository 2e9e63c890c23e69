import { Trans, useTranslation } from 'react-i18next'
import { openDialog } from '../desk/desk.ts'
import { useNow } from '../feed/clock.ts'
import { useHealth, useUnreadableCount } from '../feed/hooks.ts'
import { useAge } from '../ui/Ago.tsx'
import { Dot } from '../ui/Tag.tsx'
import { clock } from '../ui/timeWords.ts'
import style from './App.module.css'
import { useHearing } from './useHearing.ts'

/** Is the system itself healthy: when the centre was heard, whether a test alarm came the whole way. */
export const Pulses = () => {
  const { t } = useTranslation()
  const health = useHealth()
  const now = useNow()
  const words = useAge()
  const { silence, feed, probe } = useHearing()
  const newest = health?.probe ?? null
  const unreadable = useUnreadableCount()
  return (
    <section className={style.pulses} aria-label={t('top.label')}>
      <span className={style.pulse} data-look={feed === 'good' ? 'ok' : 'care'} data-testid="pulse-centre">
        <Dot look={feed === 'good' ? 'ok' : 'care'} />
        <span>
          {silence === null ? (
            t('top.centreNever')
          ) : (
            <Trans
              t={t}
              i18nKey="top.centreHeard"
              values={{ age: words(silence, true) }}
              components={{ b: <b /> }}
            />
          )}
        </span>
      </span>
      <span className={style.pulse} data-look={probe === 'missing' ? 'care' : 'ok'} data-testid="pulse-probe">
        <Dot look={probe === 'missing' ? 'care' : probe === 'none' ? 'stale' : 'ok'} />
        <span>
          {newest === null ? (
            t('top.probeNone')
          ) : probe === 'missing' ? (
            <Trans
              t={t}
              i18nKey="top.probeOld"
              values={{ at: clock(newest.at, 'minutes'), age: words(now - newest.at) }}
              components={{ b: <b /> }}
            />
          ) : (
            <Trans
              t={t}
              i18nKey="top.probe"
              values={{ at: clock(newest.at, 'minutes'), took: words(newest.tookMs, true) }}
              components={{ b: <b /> }}
            />
          )}
        </span>
      </span>
      {unreadable > 0 ? (
        <button
          type="button"
          className={style.pulse}
          data-look="care"
          data-testid="pulse-unreadable"
          onClick={() => openDialog({ kind: 'unreadable' })}
        >
          <Dot look="care" />
          {t('top.unreadable', { count: unreadable })}
        </button>
      ) : null}
    </section>
  )
}
