import { useTranslation } from 'react-i18next'
import type { BenchView, TestView } from '../../../src-preload/contract/bench.ts'
import adapterStyle from './Adapter.module.css'
import { AdapterCard } from './AdapterCard.tsx'
import { EndedTest } from './EndedTest.tsx'
import style from './Middle.module.css'
import { RunningTest } from './RunningTest.tsx'

type MiddleProps = { readonly view: BenchView; readonly shown: TestView | null }

/** The test that runs; without one, the test that is open, or what has to happen before there can be any. */
export const Middle = ({ view, shown }: MiddleProps) => {
  const { t } = useTranslation()
  return (
    <section className={style.middle} aria-label={t('bench.measures')} data-testid="bench-middle">
      {view.running ? (
        <RunningTest running={view.running} />
      ) : !isMeasuredIn(view) ? (
        <AdapterCard view={view} />
      ) : shown ? (
        <EndedTest test={shown} />
      ) : (
        <HowTo />
      )}
    </section>
  )
}

/** Whether the figures of a test that has ended stand in the middle. */
export const isMeasuredIn = ({ running, process, adapter }: BenchView): boolean =>
  running === null && process === 'running' && adapter?.ready === true

const HowTo = () => {
  const { t } = useTranslation()
  return (
    <div className={adapterStyle.howTo} data-testid="bench-empty">
      <h2>{t('bench.empty.title')}</h2>
      <ol>
        <li>{t('bench.empty.one')}</li>
        <li>{t('bench.empty.two')}</li>
        <li>{t('bench.empty.three')}</li>
      </ol>
    </div>
  )
}
