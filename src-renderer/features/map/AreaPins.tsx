import { useTranslation } from 'react-i18next'
import { useAlerts } from '../../feed/hooks.ts'
import style from './Map.module.css'
import { Pin } from './Pin.tsx'

/** Where many locks have the same trouble at once: one word for all of them. */
export const AreaPins = () => {
  const { t } = useTranslation()
  return useAlerts()
    .filter((alert) => alert.members.length > 0 && alert.position)
    .map((alert) =>
      alert.position ? (
        <Pin key={alert.id} at={alert.position} glide={0} level={5}>
          <span className={style.area} data-testid="area-pin">
            {t(`alert.kind.${alert.kind}`)}: {t('alert.members', { count: alert.members.length })}
          </span>
        </Pin>
      ) : null,
    )
}
