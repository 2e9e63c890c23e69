import { useTranslation } from 'react-i18next'
import type { TestReport } from '../../../src-domain/hardware/report.ts'
import type { TestView } from '../../../src-preload/contract/bench.ts'
import small from '../../ui/small.module.css'
import style from './Measures.module.css'
import { type Measures, measuresIn } from './measures.ts'
import { barOf, isOutside, type Range, rangesOf } from './ranges.ts'

type RangesProps = { readonly report: TestReport; readonly typical: TestView['typical'] }

/** Each figure beside what is usual and what is allowed, so that one look finds the one that is off. */
export const Ranges = ({ report, typical }: RangesProps) => {
  const { t, i18n } = useTranslation()
  const ranges = rangesOf(report, typical)
  const say = measuresIn(i18n.language)
  if (ranges.length === 0) return null
  return (
    <section className={style.ranges} aria-label={t('bench.range.title')}>
      <h3 className={small.heading}>{t('bench.range.title')}</h3>
      {typical === null ? <p className="muted">{t('bench.range.untypical')}</p> : null}
      <ul>
        {ranges.map((range) => (
          <RangeLine key={range.name} range={range} say={say} />
        ))}
      </ul>
    </section>
  )
}

const written = ({ unit }: Range, value: number, say: Measures): string => {
  switch (unit) {
    case 'mv':
      return say.volts(value)
    case 'ma':
      return say.amps(value)
    case 'ms':
      return say.seconds(value)
    case 'part':
      return say.percent(value)
    default:
      return unit satisfies never
  }
}

const RangeLine = ({ range, say }: { readonly range: Range; readonly say: Measures }) => {
  const { t } = useTranslation()
  const { least, most, usual, value } = range
  const bar = barOf(range)
  const isOff = isOutside(range)
  const beside =
    most !== null
      ? t('bench.range.atMost', { value: written(range, most, say) })
      : least !== null
        ? t('bench.range.atLeast', { value: written(range, least, say) })
        : usual !== null
          ? t('bench.range.usual', { value: written(range, usual, say) })
          : ''
  return (
    <li data-off={isOff || undefined} data-range={range.name}>
      <span>{t(`bench.range.${range.name}`)}</span>
      <b>
        {written(range, value, say)}
        {isOff ? <span className={style.off}>{t('bench.range.outside')}</span> : null}
      </b>
      <span className={style.bar} aria-hidden="true">
        {bar.allowed ? (
          <i
            className={style.allowed}
            style={{ left: `${bar.allowed.from * 100}%`, right: `${(1 - bar.allowed.to) * 100}%` }}
          />
        ) : null}
        {bar.usual === null ? null : <i className={style.usual} style={{ left: `${bar.usual * 100}%` }} />}
        <i className={style.at} style={{ left: `${bar.at * 100}%` }} />
      </span>
      <span className={style.beside}>{beside}</span>
    </li>
  )
}
