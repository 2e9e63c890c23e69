import { MapPinOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openCase } from '../../desk/desk.ts'
import { useAlarms, useUnits } from '../../feed/hooks.ts'
import { Dot } from '../../ui/Tag.tsx'
import { useWhere, useWho } from '../../ui/who.ts'
import style from './Map.module.css'

/** The same as the map tells, in words, where none can be drawn. */
export const MapList = ({ title, text }: { readonly title: string; readonly text: string }) => {
  const { t } = useTranslation()
  const alarms = useAlarms()
  const units = useUnits()
  const who = useWho()
  const where = useWhere()
  return (
    <div className={style.instead} data-testid="map-list">
      <MapPinOff size="3rem" strokeWidth={1.4} aria-hidden="true" />
      <h2>{title}</h2>
      <p className="muted">{text}</p>
      <div className={style.lists}>
        <section aria-label={t('map.listAlarms')}>
          <h3>{t('map.listAlarms')}</h3>
          <ul>
            {alarms.map((alarm) => (
              <li key={alarm.caseId}>
                <button type="button" className={style.listRow} onClick={() => openCase(alarm.caseId)}>
                  <Dot
                    look={alarm.group === 'waiting' ? 'wait' : alarm.group === 'mine' ? 'mine' : 'stale'}
                  />
                  <span>
                    {t(`alarmKind.${alarm.alarmKind}`)} <span className="muted">{who(alarm)}</span>
                    <br />
                    <span className="muted">{where(alarm) || t('map.noPosition')}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
        <section aria-label={t('map.listUnits')}>
          <h3>{t('map.listUnits')}</h3>
          <ul>
            {units.map((unit) => (
              <li key={unit.unitId} className={style.listRow}>
                <Dot look={unit.caseId === null ? 'ok' : 'mine'} />
                <span>
                  {unit.name} <span className="muted">{t(`responder.status.${unit.status}`)}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  )
}
