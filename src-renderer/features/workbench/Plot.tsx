import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useSettings } from '../../desk/settings.ts'
import type { Turn } from '../../feed/samples.ts'
import style from './Measures.module.css'
import { plotData, plotScale } from './plotSeries.ts'

type PlotProps = {
  readonly turns: readonly Turn[]
  readonly of: 'ma' | 'mv'
  readonly title: string
  /** How far it went in the newest turn, in words. */
  readonly most: string
  /** What is usual for the model or asked of it, as a line across; null for nothing. */
  readonly line: { readonly at: number; readonly words: string } | null
  /** How long a turn usually takes, so that the time does not stretch while it goes on. */
  readonly usualMs: number | null
  readonly write: (value: number) => string
  /** What the picture shows, for whoever does not see it. */
  readonly words: string
}

/** In rem. */
const height = 13

export const Plot = ({ turns, of, title, most, line, usualMs, write, words }: PlotProps) => {
  const usual = line?.at ?? null
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<UPlot | null>(null)
  const newest = useRef({ turns, write })
  useEffect(() => {
    newest.current = { turns, write }
  })
  const { theme, scale, language } = useSettings()
  const count = turns.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours follow the theme and figures the language, and a plot has as many lines as it was made with.
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const made = new UPlot(
      optionsOf({ of, usual, usualMs, count, width: element.clientWidth, newest: () => newest.current }),
      plotData(newest.current.turns, of),
      element,
    )
    plot.current = made
    const resized = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: height * rem() }),
    )
    resized.observe(element)
    return () => {
      resized.disconnect()
      plot.current = null
      made.destroy()
    }
  }, [theme, scale, language, count, of, usual, usualMs])
  useEffect(() => {
    if (plot.current?.series.length === turns.length + 1) plot.current.setData(plotData(turns, of))
  }, [turns, of])
  return (
    <div className={style.plot} role="img" aria-label={words} data-of={of}>
      <div className={style.plotHead} aria-hidden="true">
        <b>{title}</b>
        {line ? (
          <span className={style.line}>
            <i /> {line.words}
          </span>
        ) : null}
        <span className={style.most}>{most}</span>
      </div>
      <div ref={box} className={style.canvas} />
    </div>
  )
}

const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

type Wanted = Pick<PlotProps, 'of' | 'usualMs'> & {
  readonly usual: number | null
  readonly count: number
  readonly width: number
  readonly newest: () => Pick<PlotProps, 'turns' | 'write'>
}

const optionsOf = ({ of, usual, usualMs, count, width, newest }: Wanted): UPlot.Options => {
  const look = getComputedStyle(document.documentElement)
  const colour = (name: string): string => look.getPropertyValue(`--${name}`).trim()
  const axis = {
    stroke: colour('ink-2'),
    font: `${1.1 * rem()}px ${look.getPropertyValue('--font')}`,
    grid: { stroke: colour('line'), width: 1 },
    ticks: { show: false },
  }
  return {
    width,
    height: height * rem(),
    padding: [0.6 * rem(), rem(), 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: {
        time: false,
        range: (_plot, _least, most) => [0, Math.max(most ?? 0, (usualMs ?? 1_000) * 1.1)],
      },
      y: {
        range: () => [...plotScale(newest().turns, of, usual === null ? [] : [usual])] as [number, number],
      },
    },
    axes: [
      {
        ...axis,
        size: 2.4 * rem(),
        space: 6 * rem(),
        values: (_plot, times) => times.map((ms) => `${ms} ms`),
      },
      {
        ...axis,
        size: 4.6 * rem(),
        space: 3 * rem(),
        values: (_plot, values) => values.map((value) => newest().write(value)),
      },
    ],
    series: [
      {},
      ...Array.from({ length: count }, (_, index) => ({
        stroke: colour(index === count - 1 ? 'mine' : 'ink-3'),
        width: index === count - 1 ? 2.5 : 0.8,
        points: { show: false },
        spanGaps: true,
      })),
    ],
    hooks: usual === null ? {} : { draw: [(plot) => drawUsual(plot, usual, colour('care'))] },
  }
}

/** A dashed line across at what is usual. */
const drawUsual = (plot: UPlot, usual: number, colour: string): void => {
  const { ctx, bbox } = plot
  const y = Math.round(plot.valToPos(usual, 'y', true))
  ctx.save()
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.5 * devicePixelRatio
  ctx.setLineDash([6 * devicePixelRatio, 5 * devicePixelRatio])
  ctx.beginPath()
  ctx.moveTo(bbox.left, y)
  ctx.lineTo(bbox.left + bbox.width, y)
  ctx.stroke()
  ctx.restore()
}
