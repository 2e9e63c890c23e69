import { useTranslation } from 'react-i18next'
import { useHealth } from '../feed/hooks.ts'
import style from './App.module.css'

/** Cannot be missed, and cannot be put away. */
export const PracticeBand = () => {
  const { t } = useTranslation()
  const municipality = useHealth()?.municipality ?? ''
  return (
    <div className={style.practice} role="note" data-testid="practice-band">
      <b>{t('practice.band')}</b>
      <span>{t('practice.text', { municipality })}</span>
    </div>
  )
}
