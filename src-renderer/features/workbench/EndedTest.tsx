import { useTranslation } from 'react-i18next'
import type { TestView } from '../../../src-preload/contract/bench.ts'
import { useNow } from '../../feed/clock.ts'
import { useSamples, useStepTimes } from '../../feed/hooks.ts'
import { dayAndClock, stopwatch } from '../../ui/timeWords.ts'
import { endedSteps } from './endedSteps.ts'
import style from './Middle.module.css'
import { modelName } from './measures.ts'
import { Plots } from './Plots.tsx'
import { Ranges } from './Ranges.tsx'
import { StepList } from './StepList.tsx'
import { Turns } from './Turns.tsx'

/** A test as the journal has it: its steps, and what was measured beside what is usual. */
export const EndedTest = ({ test }: { readonly test: TestView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const turns = useSamples(test.testId)
  const { report, typical, begunAt, endedAt } = test
  return (
    <div className={style.running} data-testid="bench-ended">
      <header className={style.head} data-ruled>
        <div>
          <h2>
            {test.serial} <span className="muted">{modelName(test.model, t)}</span>
          </h2>
          <p className="muted">
            {t('bench.test.was', { at: dayAndClock(begunAt, now) })}
            {test.by ? ` ${t('bench.test.by', { name: test.by.name })}` : ''} ·{' '}
            {t(`bench.driver.${test.driver}`)}
          </p>
        </div>
        {endedAt === null ? null : (
          <span className="muted">{t('bench.test.took', { time: stopwatch(endedAt - begunAt) })}</span>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className={style.body} tabIndex={0} data-own-arrows>
        <StepList steps={endedSteps(test)} report={report} times={useStepTimes(test.testId)} attempt={1} />
        <div className={style.measured}>
          {turns.length > 0 ? <Plots turns={turns} typical={typical} /> : null}
          {report ? (
            <>
              <Ranges report={report} typical={typical} />
              <Turns motor={report.motor} />
            </>
          ) : null}
        </div>
      </div>
    </div>
  )
}
