import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DriverName, UnitLife } from '../../../src-domain/hardware/words.ts'
import type { StockItem } from '../../../src-preload/contract/bench.ts'
import { useNow } from '../../feed/clock.ts'
import { useAge } from '../../ui/Ago.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import style from './Unit.module.css'
import { lifeLook } from './unitWords.ts'

type UnitFactsProps = {
  readonly stock: StockItem
  /** How it would be tested, where it is heard. */
  readonly driver: DriverName | null
}

/** Where it stands in its life, whose it is, and where it hung. */
export const UnitFacts = ({ stock, driver }: UnitFactsProps) => {
  const { t } = useTranslation()
  const now = useNow()
  const age = useAge()
  return (
    <>
      <Life life={stock.life} />
      <dl className={style.facts}>
        <dt>{t('bench.facts.owner')}</dt>
        <dd>{t(`bench.owner.${stock.ownedBy}`)}</dd>
        <dt>{t('bench.facts.door')}</dt>
        <dd>{stock.door ?? t('bench.facts.noDoor')}</dd>
        <dt>{t('bench.facts.back')}</dt>
        <dd>
          <time dateTime={new Date(stock.returnedAt).toISOString()}>
            {dayAndClock(stock.returnedAt, now)}
            <span className="faint"> · {t('time.ago', { age: age(now - stock.returnedAt) })}</span>
          </time>
        </dd>
        {driver ? (
          <>
            <dt>{t('bench.facts.driver')}</dt>
            <dd>{t(`bench.driver.${driver}`)}</dd>
          </>
        ) : null}
      </dl>
    </>
  )
}

const path = ['returned', 'onTest', 'tested'] as const

/** How many stations of the way are behind it. */
const passed: Readonly<Record<UnitLife, number>> = {
  returned: 1,
  onTest: 1,
  tested: 2,
  reuse: 3,
  repair: 3,
  scrap: 3,
}

const Life = ({ life }: { readonly life: UnitLife }) => {
  const { t } = useTranslation()
  return (
    <div className={style.life}>
      <ol>
        {path.map((station, index) => (
          <li key={station} data-passed={index < passed[life] || undefined}>
            <i aria-hidden="true">
              {index < passed[life] ? <Check size="1.1rem" strokeWidth={3.5} aria-hidden="true" /> : null}
            </i>
            {t(`bench.path.${station}`)}
          </li>
        ))}
      </ol>
      <Tag look={lifeLook[life]}>{t(`bench.life.${life}`)}</Tag>
    </div>
  )
}
