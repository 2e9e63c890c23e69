import { Square } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../../src-domain/hardware/limits.ts'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import { keyGuard } from '../../desk/keyGuard.ts'
import { useKeys } from '../../desk/useKeys.ts'
import { call } from '../../feed/bridge.ts'
import { useNow } from '../../feed/clock.ts'
import { useSamples, useStepTimes } from '../../feed/hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { stopwatch } from '../../ui/timeWords.ts'
import style from './Middle.module.css'
import { modelName } from './measures.ts'
import { Plots } from './Plots.tsx'
import { newestTurn } from './plotSeries.ts'
import { Ranges } from './Ranges.tsx'
import { StepList } from './StepList.tsx'
import { Turns } from './Turns.tsx'
import { useStands } from './useStands.ts'

type Running = NonNullable<BenchView['running']>

/** How far it has come, what is measured just now, and the way to stop it. */
export const RunningTest = ({ running }: { readonly running: Running }) => {
  const { t } = useTranslation()
  const now = useNow()
  const { test, steps, stopping } = running
  const times = useStepTimes(test.testId)
  const turns = useSamples(test.testId)
  useStands('benchRun', test.testId)
  const stop = (): void => void call('benchStop', {})
  useKeys({
    // The test that was to be stopped may have ended under the finger, and the next one begun.
    s: () => {
      if (keyGuard.settled('benchRun', performance.now()) === test.testId) stop()
    },
  })
  return (
    <div className={style.running} data-testid="bench-running">
      <header className={style.head}>
        <div>
          <h2>
            {test.serial} <span className="muted">{modelName(test.model, t)}</span>
          </h2>
          <p className="muted">
            {test.by ? `${t('bench.test.by', { name: test.by.name })} · ` : ''}
            {t(`bench.driver.${test.driver}`)}
          </p>
        </div>
        <time className={style.elapsed}>{stopwatch(now - test.begunAt)}</time>
        <Button
          look="danger"
          keys="S"
          icon={<Square size="1.3rem" fill="currentColor" aria-hidden="true" />}
          isDisabled={stopping}
          onPress={stop}
          testId="bench-stop"
        >
          {t(stopping ? 'bench.test.stopping' : 'bench.test.stop')}
        </Button>
      </header>
      <Progress running={running} turn={newestTurn(turns, test.report?.motor.length ?? 0)} />
      {stopping && isWiping(running) ? <p className={style.care}>{t('bench.test.stoppingWipe')}</p> : null}
      {test.mayWipe ? null : <p className={style.care}>{t('bench.test.noWipe')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className={style.body} tabIndex={0} data-own-arrows>
        <StepList steps={steps} report={test.report} times={times} attempt={running.attempt} />
        <div className={style.measured}>
          <Plots turns={turns} typical={test.typical} />
          {test.report ? (
            <>
              <Ranges report={test.report} typical={test.typical} />
              <Turns motor={test.report.motor} />
            </>
          ) : null}
        </div>
      </div>
    </div>
  )
}

const isWiping = ({ steps }: Running): boolean =>
  steps.some(({ step, state }) => step === 'wipe' && state === 'running')

type ProgressProps = { readonly running: Running; readonly turn: number }

const Progress = ({ running: { steps, attempt }, turn }: ProgressProps) => {
  const { t } = useTranslation()
  const planned = steps.filter(({ state }) => state !== 'leftOut')
  const done = planned.filter(({ state }) => state === 'done' || state === 'failed').length
  const at = planned.find(({ state }) => state === 'running')
  return (
    <div className={style.progress}>
      <p role="status">
        {at
          ? t('bench.test.progress', {
              n: done + 1,
              of: planned.length,
              step: t(`bench.step.${at.step}`),
            })
          : ''}
        {at?.step === 'motor' ? `, ${t('bench.test.turnOf', { n: turn, of: limits.cycles })}` : ''}
        {attempt > 1 ? ` · ${t('bench.test.attempt', { n: attempt })}` : ''}
      </p>
      <progress max={planned.length} value={done} aria-label={t('bench.measures')} />
    </div>
  )
}
