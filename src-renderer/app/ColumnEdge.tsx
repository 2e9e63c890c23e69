import { type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { change, columnLimits, useSettings, usualColumns } from '../desk/settings.ts'
import style from './App.module.css'

/** How far one press of an arrow moves it, in rem. */
const step = 2

type Column = 'queue' | 'case'

/** Dragged or moved with the arrows; remembered per workplace. */
export const ColumnEdge = ({ column }: { readonly column: Column }) => {
  const { t } = useTranslation()
  const width = useSettings((settings) => settings[column])
  const [drag, setDrag] = useState<{ readonly x: number; readonly width: number } | null>(null)
  const [least, most] = columnLimits[column]
  // The queue grows to the right, the alarm to the left.
  const sign = column === 'queue' ? 1 : -1
  const set = (wish: number) =>
    change({ [column]: Math.round(Math.max(least, Math.min(most, wish)) * 10) / 10 })
  const onMove = (event: PointerEvent) => {
    if (!drag) return
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    set(drag.width + (sign * (event.clientX - drag.x)) / rem)
  }
  return (
    <section className={style.edge} data-column={column} aria-label={t(`columns.${column}`)}>
      {/* biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged. */}
      <div
        className={style.handle}
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t(`columns.${column}`)}
        aria-valuenow={width}
        aria-valuemin={least}
        aria-valuemax={most}
        data-dragged={drag ? true : undefined}
        data-own-arrows
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDrag({ x: event.clientX, width })
        }}
        onPointerMove={onMove}
        onPointerUp={() => setDrag(null)}
        onPointerCancel={() => setDrag(null)}
        onDoubleClick={() => set(usualColumns[column])}
        onKeyDown={(event) => {
          if (event.key === 'ArrowLeft') set(width - sign * step)
          if (event.key === 'ArrowRight') set(width + sign * step)
        }}
      />
    </section>
  )
}
