import { useTranslation } from 'react-i18next'
import style from './Map.module.css'

/** What the shapes mean; each is told by its form as well as by its colour. */
export const Legend = () => {
  const { t } = useTranslation()
  return (
    <ul className={style.legend} aria-label={t('map.legend')}>
      <li>
        <svg className={style.keyWait} viewBox="0 0 12 12" aria-hidden="true">
          <path d="M6 1 11.5 11H.5z" />
        </svg>
        {t('map.waiting')}
      </li>
      <li>
        <svg className={style.keyMine} viewBox="0 0 12 12" aria-hidden="true">
          <path d="M6 1 11.5 11H.5z" />
        </svg>
        {t('map.mine')}
      </li>
      <li>
        <i className={style.keyFault} aria-hidden="true" />
        {t('map.trouble')}
      </li>
      <li>
        <i className={style.keyBattery} aria-hidden="true" />
        {t('map.battery')}
      </li>
      <li>
        <i className={style.keyStale} aria-hidden="true" />
        {t('map.stale')}
      </li>
      <li>
        <i className={style.keyUnit} aria-hidden="true" />
        {t('map.unit')}
      </li>
    </ul>
  )
}
