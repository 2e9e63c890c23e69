import { Check, Minus, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TestReport, TestStep } from '../../../src-domain/hardware/report.ts'
import { useTicks } from '../../feed/clock.ts'
import type { StepTime, StepTimes } from '../../feed/stepTimes.ts'
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
  return (
    <li ref={line} data-state={state} data-step={step}>
      <Mark state={state} />
      <span className={style.stepWords}>
        <Took time={times.get(step)} />
        <b>{t(`bench.step.${step}`)}</b>
        <span className="hidden">, {t(`bench.stepState.${state}`)}</span>
        {attempt > 1 ? (
          <span className={style.attempt}> {t('bench.test.attempt', { n: attempt })}</span>
        ) : null}
        <span className={style.found} data-against={(report && isAgainst(step, report)) || undefined}>
          {state === 'leftOut' || state === 'notReached' ? t(`bench.stepState.${state}`) : found}
        </span>
      </span>
    </li>
  )
}

const Took = ({ time }: { readonly time: StepTime | undefined }) =>
  time === undefined ? null : time.took === null ? (
    <Going from={time.from} />
  ) : (
    <span className={style.took}>{stopwatch(time.took)}</span>
  )

const Going = ({ from }: { readonly from: number }) => (
  <span className={style.took}>{stopwatch(Math.max(0, useTicks() - from))}</span>
)

const Mark = ({ state }: { readonly state: StepLine['state'] }) => {
  switch (state) {
    case 'done':
      return (
        <span className={style.mark}>
          <Check size="1.4rem" strokeWidth={3} aria-hidden="true" />
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
