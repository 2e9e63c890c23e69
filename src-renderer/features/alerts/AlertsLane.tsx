import { ChevronRight } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AlertItem } from '../../../src-preload/contract/view.ts'
import { lookAt } from '../../desk/desk.ts'
import { useScrollPlace } from '../../desk/useScrollPlace.ts'
import { useAlerts } from '../../feed/hooks.ts'
import { useAgeSince } from '../../ui/Ago.tsx'
import { Dot } from '../../ui/Tag.tsx'
import { clock } from '../../ui/timeWords.ts'
import style from './AlertsLane.module.css'

/** Equipment that needs attention: below the queue, quiet, never mixed in it. */
export const AlertsLane = () => {
  const { t } = useTranslation()
  const alerts = useAlerts()
  const scroll = useScrollPlace('alerts')
  return (
    <section className={style.lane} aria-label={t('alert.label')} data-testid="alerts">
      <div className={style.head}>
        <h2>{t('alert.label')}</h2>
        <span>{t('alert.active', { count: alerts.length })}</span>
      </div>
      {alerts.length === 0 ? <p className={style.none}>{t('alert.none')}</p> : null}
      <ul
        ref={scroll}
        className={style.list}
        tabIndex={alerts.length > 4 ? 0 : -1}
        aria-label={t('alert.label')}
      >
        {alerts.map((alert) => (
          <Alert key={alert.id} alert={alert} />
        ))}
      </ul>
    </section>
  )
}

const Alert = memo(({ alert }: { readonly alert: AlertItem }) => {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const age = useAgeSince(alert.since)
  const isArea = alert.members.length > 0
  const { position } = alert
  return (
    <li className={style.alert}>
      <button
        type="button"
        className={style.row}
        data-testid="alert"
        aria-expanded={isArea ? isOpen : undefined}
        onClick={() => {
          if (isArea) setOpen((open) => !open)
          if (position) lookAt(position, isArea ? 14.5 : 16.5)
        }}
      >
        <Dot look={alert.severity === 'care' ? 'care' : 'info'} />
        <span className={style.what}>
          <b>
            {t(`alert.kind.${alert.kind}`)}
            {isArea && alert.area !== null ? ` ${alert.area}` : ''}
          </b>
          <span className={style.where}>
            {whereOf(alert, t('alert.members', { count: alert.members.length }))}
          </span>
          <span className="hidden">{t(`alert.severity.${alert.severity}`)}</span>
        </span>
        <time
          className={style.since}
          dateTime={new Date(alert.since).toISOString()}
          title={clock(alert.since, 'minutes')}
        >
          {age}
        </time>
        {isArea ? (
          <ChevronRight
            className={style.turn}
            data-open={isOpen || undefined}
            size="1.5rem"
            aria-hidden="true"
          />
        ) : null}
      </button>
      {isOpen ? (
        <ul className={style.members}>
          {alert.members.map((member) => (
            <li key={member.doorId}>
              {member.label} <span className="faint">{member.address}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
})

const whereOf = (alert: AlertItem, members: string): string => {
  if (alert.members.length > 0) return `, ${members}`
  const where = [alert.doorLabel?.toLowerCase(), alert.address].filter(
    (part) => part !== undefined && part !== null,
  )
  return where.length === 0 ? '' : ` ${where.join(', ')}`
}
