import { Trans, useTranslation } from 'react-i18next'
import { second } from '../../src-domain/time.ts'
import { openDialog } from '../desk/desk.ts'
import { useHealth, useUnreadableCount } from '../feed/hooks.ts'
import { useAge } from '../ui/Ago.tsx'
import { Dot } from '../ui/Tag.tsx'
import { clock } from '../ui/timeWords.ts'
import style from './App.module.css'
import { useHearing } from './useHearing.ts'

/** Off by more than this, a machine's clock is worth a word: what else runs on it goes by it (ours). */
const clockOffBy = 30 * second

/** Nothing here goes by this machine's clock; other programs on it do, and so does whoever looks at its corner. */
const ClockPulse = () => {
  const { t } = useTranslation()
  const words = useAge()
  const offset = useHealth()?.clockOffsetMs ?? 0
  if (Math.abs(offset) < clockOffBy) return null
  const age = words(Math.abs(offset))
  const isBehind = offset > 0
  const whole = `${t(isBehind ? 'top.clockSlow' : 'top.clockFast', { age })}. ${t('top.clockOff')}`
  return (
    <span
      className={style.pulse}
      data-look="care"
      data-testid="pulse-clock"
      role="status"
      title={whole}
      aria-label={whole}
    >
      <Dot look="care" />
      {t('top.clockOffBy', { by: `${isBehind ? '−' : '+'}${age}` })}
    </span>
  )
}

/** Is the system itself healthy: when the centre was heard, whether a test alarm came the whole way. */
export const Pulses = () => {
  const { t } = useTranslation()
  const health = useHealth()
  const words = useAge()
  const { silence, feed, probe, probeAge } = useHearing()
  const newest = health?.probe ?? null
  const unreadable = useUnreadableCount()
  return (
    <section className={style.pulses} aria-label={t('top.label')}>
      <span className={style.pulse} data-look={feed === 'good' ? 'ok' : 'care'} data-testid="pulse-centre">
        <Dot look={feed !== 'good' ? 'care' : silence === null ? 'stale' : 'ok'} />
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
              values={{ at: clock(newest.at, 'minutes'), age: words(probeAge ?? 0) }}
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
      <ClockPulse />
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
