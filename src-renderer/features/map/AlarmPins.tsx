import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { openCase, useDesk } from '../../desk/desk.ts'
import { useWhere, useWho } from '../../ui/who.ts'
import style from './Map.module.css'
import { Pin } from './Pin.tsx'
import { usePlaced } from './placed.ts'

export const AlarmPins = () => {
  const { pins } = usePlaced()
  const openId = useDesk((desk) => desk.caseId)
  return pins.map((alarm) => <AlarmPin key={alarm.caseId} alarm={alarm} isOpen={alarm.caseId === openId} />)
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
          where: [alarm.alarmKind === 'blockFire' ? who : alarm.resident?.name, where]
            .filter(Boolean)
            .join(', '),
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
