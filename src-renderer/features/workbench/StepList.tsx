import { Check, Minus, Square, TriangleAlert, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TestReport, TestStep } from '../../../src-domain/hardware/report.ts'
import { useTicks } from '../../feed/clock.ts'
import type { StepTime, StepTimes } from '../../feed/stepTimes.ts'
import { useAge } from '../../ui/Ago.tsx'
import { stopwatch } from '../../ui/timeWords.ts'
import type { StepLine } from './endedSteps.ts'
import style from './Middle.module.css'
import { measuresIn } from './measures.ts'
import { isAgainst, stepFound } from './stepWords.ts'

type StepListProps = {
  readonly steps: readonly StepLine[]
  readonly report: TestReport | null
  readonly times: StepTimes['of']
  readonly attempt: number
}

/** All steps in their order: what each found, and how long it took. */
export const StepList = ({ steps, report, times, attempt }: StepListProps) => {
  const { t } = useTranslation()
  return (
    <section className={style.stepColumn} aria-label={t('bench.test.steps')}>
      <ol className={style.steps} data-testid="bench-steps">
        {steps.map(({ step, state }) => (
          <Line
            key={step}
            step={step}
            state={state}
            report={report}
            times={times}
            attempt={state === 'running' ? attempt : 1}
          />
        ))}
      </ol>
    </section>
  )
}

/** Within the test alone: what else scrolls is where somebody left it. */
const showIn = (body: Element | null, line: Element): void => {
  if (body === null) return
  const below = line.getBoundingClientRect().bottom - body.getBoundingClientRect().bottom
  if (below > 0) body.scrollTop += below
}

type LineProps = {
  readonly step: TestStep
  readonly state: StepLine['state']
  readonly report: TestReport | null
  readonly times: StepTimes['of']
  readonly attempt: number
}

const Line = ({ step, state, report, times, attempt }: LineProps) => {
  const { t, i18n } = useTranslation()
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (state === 'running' && line.current) showIn(line.current.closest('[data-own-arrows]'), line.current)
  }, [state])
  const found =
    report && state !== 'toCome' && state !== 'notReached'
      ? stepFound(step, report, t, measuresIn(i18n.language))
      : null
  const against = report !== null && state !== 'toCome' && isAgainst(step, report)
  return (
    <li ref={line} data-state={state} data-step={step} data-against={against || undefined}>
      <Mark state={state} against={against} />
      <span className={style.stepWords}>
        <Took time={times.get(step)} isRunning={state === 'running'} />
        <b>{t(`bench.step.${step}`)}</b>
        <span className="hidden">, {t(`bench.stepState.${state}`)}</span>
        {attempt > 1 ? (
          <span className={style.attempt}> {t('bench.test.attempt', { n: attempt })}</span>
        ) : null}
        <span className={style.found} data-against={against || undefined}>
          {said.includes(state) ? t(`bench.stepState.${state}`) : null}
          {said.includes(state) && found ? ', ' : null}
          {found}
        </span>
      </span>
    </li>
  )
}

/** Said in words that everybody sees: the mark alone would not tell it from a step that is to come. */
const said: readonly StepLine['state'][] = ['failed', 'brokenOff', 'leftOut', 'notReached']

/** A step that was running when its test ended was never seen to end: it has no time. */
const Took = ({ time, isRunning }: { readonly time: StepTime | undefined; readonly isRunning: boolean }) => {
  const age = useAge()
  if (time === undefined) return null
  if (time.took !== null) return <span className={style.took}>{age(time.took, true)}</span>
  return isRunning ? <Going from={time.from} /> : null
}

const Going = ({ from }: { readonly from: number }) => (
  <span className={style.took}>{stopwatch(Math.max(0, useTicks() - from))}</span>
)

const Mark = ({ state, against }: { readonly state: StepLine['state']; readonly against: boolean }) => {
  switch (state) {
    case 'done':
      return (
        <span className={style.mark}>
          {against ? (
            <TriangleAlert size="1.3rem" strokeWidth={2.6} aria-hidden="true" />
          ) : (
            <Check size="1.4rem" strokeWidth={3} aria-hidden="true" />
          )}
        </span>
      )
    case 'brokenOff':
      return (
        <span className={style.mark}>
          <Square size="1rem" fill="currentColor" aria-hidden="true" />
        </span>
      )
    case 'failed':
      return (
        <span className={style.mark}>
          <X size="1.4rem" strokeWidth={3} aria-hidden="true" />
        </span>
      )
    case 'leftOut':
      return (
        <span className={style.mark}>
          <Minus size="1.4rem" strokeWidth={2} aria-hidden="true" />
        </span>
      )
    case 'running':
    case 'toCome':
    case 'notReached':
      return <span className={style.mark} aria-hidden="true" />
    default:
      return state satisfies never
  }
}
