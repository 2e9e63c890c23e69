import { Lock, LockOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MotorCycle } from '../../../src-domain/hardware/report.ts'
import small from '../../ui/small.module.css'
import style from './Measures.module.css'
import { measuresIn } from './measures.ts'

/** Turn by turn, as the journal keeps it: the plots in figures. */
export const Turns = ({ motor }: { readonly motor: readonly MotorCycle[] }) => {
  const { t, i18n } = useTranslation()
  const say = measuresIn(i18n.language)
  if (motor.length === 0) return null
  return (
    <section className={style.turns}>
      <h3 className={small.heading}>{t('bench.turns.title')}</h3>
      <table data-testid="bench-turns">
        <thead>
          <tr>
            <th scope="col">{t('bench.turns.number')}</th>
            <th scope="col">{t('bench.turns.direction')}</th>
            <th scope="col">{t('bench.turns.took')}</th>
            <th scope="col">{t('bench.turns.peak')}</th>
            <th scope="col">{t('bench.turns.lowest')}</th>
          </tr>
        </thead>
        <tbody>
          {motor.map((cycle, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a turn is known by its number.
            <tr key={index} data-jammed={cycle.jammed || undefined}>
              <td>{index + 1}</td>
              <td>
                {cycle.direction === 'lock' ? (
                  <Lock size="1.3rem" aria-hidden="true" />
                ) : (
                  <LockOpen size="1.3rem" aria-hidden="true" />
                )}{' '}
                {t(`bench.turns.${cycle.direction}`)}
              </td>
              <td>{cycle.jammed ? <b>{t('bench.turns.jammed')}</b> : say.seconds(cycle.tookMs)}</td>
              <td>{say.amps(cycle.peakMa)}</td>
              <td>{say.volts(cycle.lowestMv)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
