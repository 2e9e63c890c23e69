import { useTranslation } from 'react-i18next'
import { useHealth } from '../feed/hooks.ts'
import style from './App.module.css'

/** Cannot be missed, and cannot be put away. */
export const PracticeBand = () => {
  const { t } = useTranslation()
  const municipality = useHealth()?.municipality ?? ''
  return (
    <section className={style.practice} aria-label={t('practice.band')} data-testid="practice-band">
      <b>{t('practice.band')}</b>
      <span>{t('practice.text', { municipality })}</span>
    </section>
  )
}
