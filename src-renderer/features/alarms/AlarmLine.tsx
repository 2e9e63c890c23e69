// biome-ignore-all lint/a11y/useSemanticElements: a virtual list places its rows itself, which a <table> does not let it.
// biome-ignore-all lint/a11y/useFocusableInteractive: the row has the focus, its cells are read with it.
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { openCase } from '../../desk/desk.ts'
import { Also } from '../../ui/Also.tsx'
import { useWhere, useWho } from '../../ui/who.ts'
import style from './Queue.module.css'
import { AlarmTags } from './Tags.tsx'

type LineProps = {
  readonly alarm: AlarmItem
  readonly rowIndex: number
  readonly isSelected: boolean
  readonly isTabStop: boolean
  readonly onFocus: (caseId: string) => void
}

/** A colleague's case, visibly theirs: their initials stand first. */
export const AlarmLine = memo(({ alarm, rowIndex, isSelected, isTabStop, onFocus }: LineProps) => {
  const { t } = useTranslation()
  const who = useWho()(alarm)
  const where = useWhere()(alarm)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter opens it too, in Queue.
    <div
      className={style.line}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      data-ringing={alarm.ringing || undefined}
      data-selected={isSelected || undefined}
      data-case={alarm.caseId}
      data-press={alarm.pressId}
      data-testid="alarm-line"
      onFocus={() => onFocus(alarm.caseId)}
      onClick={() => openCase(alarm.caseId)}
    >
      <span role="gridcell" className={style.initials}>
        <span aria-hidden="true">{alarm.owner?.initials ?? '–'}</span>
        <span className="hidden">{alarm.owner?.name ?? t('common.unknown')}</span>
      </span>
      <span role="gridcell" className={style.lineWords}>
        {t(`alarmKind.${alarm.alarmKind}`)}{' '}
        <span className="muted">
          {who}
          {where === '' ? '' : `, ${where}`}
        </span>
      </span>
      <span role="gridcell" className={style.right}>
        <Also also={alarm.also} /> <AlarmTags alarm={alarm} part="all" />
      </span>
    </div>
  )
})
