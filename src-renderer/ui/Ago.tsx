import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Ms } from '../../src-domain/time.ts'
import { useNow, useNowAs } from '../feed/clock.ts'
import { clock, duration } from './timeWords.ts'

export const useAge = (): ((length: Ms, fine?: boolean) => string) => {
  const { t, i18n } = useTranslation()
  return (length, fine = false) => age(t, i18n.language, length, fine)
}

/** How long ago, drawn again when the words change: a lane of a thousand of these must not be drawn every second. */
export const useAgeSince = (at: Ms): string => {
  const { t, i18n } = useTranslation()
  return useNowAs((now) => age(t, i18n.language, now - at, false))
}

const age = (t: TFunction, language: string, length: Ms, fine: boolean): string => {
  const { unit, n } = duration(length, language === 'en' ? '.' : ',', fine)
  return t(`time.${unit}`, { n })
}

/** Time is always both: the clock and how long ago. */
export const ClockAndAge = ({ at, seconds = false }: { readonly at: Ms; readonly seconds?: boolean }) => {
  const { t } = useTranslation()
  const words = useAge()
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()}>
      {clock(at, seconds ? 'seconds' : 'minutes')}
      <span className="faint"> · {t('time.ago', { age: words(now - at) })}</span>
    </time>
  )
}
