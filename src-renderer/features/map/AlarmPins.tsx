import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { compareQueue } from '../../../src-domain/alarm/order.ts'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { openCase, useDesk } from '../../desk/desk.ts'
import { serverNow } from '../../feed/clock.ts'
import { useAlarms } from '../../feed/hooks.ts'
import { useWhere, useWho } from '../../ui/who.ts'
import style from './Map.module.css'
import { Pin } from './Pin.tsx'

/** In a flood, the rest is drawn by the map itself (`AlarmDots`): a page cannot move thousands of pins. */
const pinsAtMost = 120

export const AlarmPins = () => {
  const alarms = useAlarms()
  const openId = useDesk((desk) => desk.caseId)
  const shown = useMemo(() => {
    const now = serverNow()
    return [...alarms]
      .sort(
        (a, b) => Number(b.group === 'waiting') - Number(a.group === 'waiting') || compareQueue(a, b, now),
      )
      .slice(0, pinsAtMost)
  }, [alarms])
  return shown.map((alarm) => <AlarmPin key={alarm.caseId} alarm={alarm} isOpen={alarm.caseId === openId} />)
}

const levels = { waiting: 30, mine: 20, others: 10 } as const

const AlarmPin = memo(({ alarm, isOpen }: { readonly alarm: AlarmItem; readonly isOpen: boolean }) => {
  const { t } = useTranslation()
  const who = useWho()(alarm)
  const where = useWhere()(alarm)
  if (!alarm.position) return null
  return (
    <Pin at={alarm.position} glide={0} level={levels[alarm.group] + (isOpen ? 50 : 0)}>
      {/* Pins may lie on one another; the queue offers the same to the keyboard and to a sure hand. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above. */}
      <div
        className={style.alarm}
        role="img"
        data-group={alarm.group}
        data-open={isOpen || undefined}
        data-ringing={alarm.ringing || undefined}
        data-testid="alarm-pin"
        onClick={() => openCase(alarm.caseId)}
        aria-label={t('map.alarmAt', {
          kind: t(`alarmKind.${alarm.alarmKind}`),
          where: [alarm.resident?.name, where].filter(Boolean).join(', '),
          state: alarm.owner?.name ?? t(`alarmState.${alarm.state}`),
        })}
      >
        <span className={style.alarmMark} aria-hidden="true">
          {alarm.group === 'others' ? (
            alarm.owner?.initials
          ) : (
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M12 3.5 22 20.5H2z" />
            </svg>
          )}
        </span>
        {isOpen ? (
          <span className={style.alarmName} aria-hidden="true">
            <b>{alarm.resident?.name ?? who}</b>
            <span>{t(`alarmState.${alarm.state}`)}</span>
          </span>
        ) : null}
      </div>
    </Pin>
  )
})
