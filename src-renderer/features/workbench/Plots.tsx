import { useTranslation } from 'react-i18next'
import type { TestView } from '../../../src-preload/contract/bench.ts'
import type { Turn } from '../../feed/samples.ts'
import style from './Measures.module.css'
import { measuresIn } from './measures.ts'
import { Plot } from './Plot.tsx'
import { drawnTurns } from './plotSeries.ts'

type PlotsProps = {
  readonly turns: readonly Turn[]
  readonly typical: TestView['typical']
}

/** Current and voltage under one another, on one time: the newest turn bright, those before it behind. */
export const Plots = ({ turns, typical }: PlotsProps) => {
  const { t, i18n } = useTranslation()
  const say = measuresIn(i18n.language)
  const motor = drawnTurns(turns, 'motor')
  const drawn = motor.length > 0 ? motor : drawnTurns(turns, 'battery')
  const newest = drawn.at(-1)
  if (newest === undefined)
    return (
      <div className={style.noPlot}>
        <p className="muted">{t('bench.plot.waits')}</p>
      </div>
    )
  const isMotor = motor.length > 0
  const most = Math.max(...newest.samples.map(({ ma }) => ma))
  const least = Math.min(...newest.samples.map(({ mv }) => mv))
  const title = isMotor ? t('bench.plot.turn', { n: newest.cycle }) : t('bench.plot.load')
  return (
    <figure className={style.plots} data-testid="bench-plots">
      <figcaption className={style.legend}>
        <span>
          <i data-line="newest" aria-hidden="true" /> {title}
        </span>
        {drawn.length > 1 ? (
          <span>
            <i data-line="earlier" aria-hidden="true" /> {t('bench.plot.earlier')}
          </span>
        ) : null}
      </figcaption>
      <Plot
        turns={drawn}
        of="ma"
        title={t('bench.plot.current')}
        most={t('bench.plot.highest', { value: say.amps(most) })}
        line={
          typical && isMotor
            ? { at: typical.peakMa, words: t('bench.range.usual', { value: say.amps(typical.peakMa) }) }
            : null
        }
        usualMs={typical?.turnMs ?? null}
        write={(value) => String(Math.round(value))}
        words={
          isMotor
            ? t('bench.plot.currentWords', { n: newest.cycle, most: say.amps(most) })
            : t('bench.plot.loadCurrentWords', { most: say.amps(most) })
        }
      />
      <Plot
        turns={drawn}
        of="mv"
        title={t('bench.plot.voltage')}
        most={t('bench.plot.lowest', { value: say.volts(least) })}
        line={
          typical && {
            at: typical.leastLoadedMv,
            words: t('bench.range.atLeast', { value: say.volts(typical.leastLoadedMv) }),
          }
        }
        usualMs={typical?.turnMs ?? null}
        write={(value) => say.volts(value).replace(' V', '')}
        words={
          isMotor
            ? t('bench.plot.voltageWords', { n: newest.cycle, least: say.volts(least) })
            : t('bench.plot.loadVoltageWords', { least: say.volts(least) })
        }
      />
    </figure>
  )
}
