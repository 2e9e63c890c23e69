import { Play, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TestView } from '../../../src-preload/contract/bench.ts'
import { useScrollPlace } from '../../desk/useScrollPlace.ts'
import { call } from '../../feed/bridge.ts'
import { useIsAway } from '../../feed/hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { mayTest, type UnitLine } from './benchList.ts'
import { HistoryList } from './HistoryList.tsx'
import { identify } from './identify.ts'
import { modelName } from './measures.ts'
import { Report } from './Report.tsx'
import { identifySentence } from './reportWords.ts'
import { SignForm } from './SignForm.tsx'
import style from './Unit.module.css'
import { UnitFacts } from './UnitFacts.tsx'
import type { ChosenUnit } from './useChosenUnit.ts'

type UnitPaneProps = {
  readonly unit: ChosenUnit | null
  /** The figures of the open test stand in the middle already. */
  readonly isMeasuredBeside: boolean
  readonly onQueue: (line: UnitLine) => void
  readonly onLabel: (test: TestView) => void
}

/** The unit that is chosen: where it stands, what its newest test says, and all that was done with it before. */
export const UnitPane = ({ unit, ...rest }: UnitPaneProps) => {
  const { t } = useTranslation()
  return (
    <aside className={style.pane} aria-label={t('bench.unit')} data-testid="bench-unit-pane">
      {unit === null ? (
        <p className={style.choose}>{t('bench.empty.choose')}</p>
      ) : unit.line.serial === null ? (
        <Nameless line={unit.line} />
      ) : (
        <Known unit={unit} serial={unit.line.serial} {...rest} />
      )}
    </aside>
  )
}

const Nameless = ({ line }: { readonly line: UnitLine }) => {
  const { t } = useTranslation()
  const { near } = line
  return (
    <div className={style.nameless}>
      <header className={style.head}>
        <h2>{near?.name ?? near?.address}</h2>
        {near?.name ? <span className="muted">{near.address}</span> : null}
      </header>
      <p>{t('bench.list.whoIsIt')}</p>
      {near?.identifyFault != null && !near.identifying ? (
        <p className={style.care}>{identifySentence(near.identifyFault, t)}</p>
      ) : null}
      <div className={style.actions}>
        <Button
          look="primary"
          keys="I"
          isDisabled={near?.identifying ?? true}
          onPress={() => identify(line)}
          testId="bench-ask"
        >
          {t(near?.identifying ? 'bench.list.identifying' : 'bench.list.identify')}
        </Button>
      </div>
    </div>
  )
}

type KnownProps = Omit<UnitPaneProps, 'unit'> & { readonly unit: ChosenUnit; readonly serial: string }

const Known = ({ unit, serial, isMeasuredBeside, onQueue, onLabel }: KnownProps) => {
  const { t } = useTranslation()
  const scroll = useScrollPlace(`unit:${serial}`)
  const { line, stock, history, tests, shown, open } = unit
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div ref={scroll} className={style.scroll} tabIndex={0} data-own-arrows>
        <header className={style.head}>
          <h2>{serial}</h2>
          <span className="muted">{stock ? modelName(stock.model, t) : null}</span>
        </header>
        {stock?.halfWiped ? <HalfWiped /> : null}
        {stock ? (
          <UnitFacts stock={stock} driver={line.near?.driver ?? null} />
        ) : history.kind === 'loading' ? null : (
          <p className={style.care} data-testid="bench-not-in-stock">
            {t('bench.scan.unknown', { serial })}
          </p>
        )}
        <Actions line={{ ...line, stock }} newest={tests[0] ?? null} onQueue={onQueue} />
        {shown ? (
          <Report
            test={shown}
            isMeasuredBeside={isMeasuredBeside}
            onLabel={shown.mayLabel ? onLabel : null}
          />
        ) : null}
        <HistoryList history={history} tests={tests} shownId={shown?.testId ?? null} onOpen={open} />
      </div>
      {shown?.actions.includes('signTest') ? <SignForm key={shown.testId} test={shown} /> : null}
    </>
  )
}

const HalfWiped = () => {
  const { t } = useTranslation()
  return (
    <div className={style.half} data-testid="bench-half">
      <TriangleAlert size="2.4rem" aria-hidden="true" />
      <p>
        <b>{t('bench.halfWiped.title')}</b>
        {t('bench.halfWiped.text')}
      </p>
    </div>
  )
}

/** What it says of the unit is that too little is known of it. */
const isUnfinished = (test: TestView | null): boolean =>
  test !== null && test.end !== 'done' && test.signed === null

type ActionsProps = {
  readonly line: UnitLine
  readonly newest: TestView | null
  readonly onQueue: (line: UnitLine) => void
}

const Actions = ({ line, newest, onQueue }: ActionsProps) => {
  const { t } = useTranslation()
  const isAway = useIsAway()
  const { serial, place, stock, near } = line
  if (serial !== null && place !== null)
    return (
      <div className={style.actions}>
        <span>
          {t('bench.test.inQueue', { n: place })} {near === null ? t('bench.list.mayBeNameless') : null}
        </span>
        <Button
          size="small"
          icon={<X size="1.4rem" aria-hidden="true" />}
          onPress={() => void call('benchUnqueue', { serial })}
        >
          {t('bench.test.unqueue')}
        </Button>
      </div>
    )
  if (!mayTest(line)) return null
  const isFirst = stock?.life === 'returned' && !stock.halfWiped
  return (
    <div className={style.actions}>
      <Button
        look={isFirst || isUnfinished(newest) || stock?.halfWiped ? 'primary' : 'plain'}
        keys="T"
        icon={<Play size="1.4rem" aria-hidden="true" />}
        isDisabled={isAway}
        onPress={() => onQueue(line)}
        testId="bench-test"
      >
        {t(
          stock?.halfWiped && newest?.end !== 'done'
            ? 'bench.halfWiped.finish'
            : isFirst
              ? 'bench.test.begin'
              : 'bench.test.again',
        )}
      </Button>
      {near === null ? <span className="muted">{t('bench.list.waitsFor.near')}</span> : null}
    </div>
  )
}
