import { Flame } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { minute, second } from '../../../src-domain/time.ts'
import type { UnitItem } from '../../../src-preload/contract/view.ts'
import { useDesk } from '../../desk/desk.ts'
import { useNow } from '../../feed/clock.ts'
import { useUnits } from '../../feed/hooks.ts'
import { useAge } from '../../ui/Ago.tsx'
import style from './Map.module.css'
import { Pin } from './Pin.tsx'

/** A position older than this is told with its age (ours: a unit reports every few seconds). */
const positionOldAfter = 2 * minute

/** Positions come about every second; a glide of that length makes the way look driven. */
const glideMs = 1.2 * second

export const UnitPins = ({ isCalm }: { readonly isCalm: boolean }) => {
  const units = useUnits()
  const openId = useDesk((desk) => desk.caseId)
  return units
    .filter((unit) => unit.status !== 'offShift')
    .map((unit) => (
      <UnitPin
        key={unit.unitId}
        unit={unit}
        isHere={unit.caseId !== null && unit.caseId === openId}
        glide={isCalm ? 0 : glideMs}
      />
    ))
}

type UnitPinProps = { readonly unit: UnitItem; readonly isHere: boolean; readonly glide: number }

const UnitPin = memo(({ unit, isHere, glide }: UnitPinProps) => {
  const { t } = useTranslation()
  const words = useAge()
  const age = useNow() - unit.at
  const isOld = age > positionOldAfter
  const status = t(`responder.status.${unit.status}`)
  return (
    <Pin at={unit.position} glide={glide} level={isHere ? 60 : 15}>
      <span
        className={style.unit}
        role="img"
        data-kind={unit.kind}
        data-here={isHere || undefined}
        data-status={unit.status}
        data-busy={unit.caseId !== null || undefined}
        data-old={isOld || !unit.coverage || undefined}
        data-testid="unit-pin"
        title={`${unit.name}, ${status}`}
        aria-label={`${t('map.unitAt', { name: unit.name, status })}${isOld ? `, ${t('map.seen', { age: words(age) })}` : ''}`}
      >
        {unit.kind === 'fire' ? <Flame size="1.2rem" strokeWidth={2.4} aria-hidden="true" /> : null}
        {unit.callSign}
      </span>
    </Pin>
  )
})
