import { Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useBenchOpen } from '../../feed/bench.ts'
import { useBench, useSessionActions } from '../../feed/hooks.ts'
import { useRefusalWords } from '../../ui/refusalWords.ts'
import { Bench } from './Bench.tsx'
import style from './Workbench.module.css'

/** Beside the queue, which goes on ringing: what came back from the doors, and whether it may hang on one again. */
export const Workbench = () => {
  const { t } = useTranslation()
  const mayTest = useSessionActions().includes('beginTest')
  return (
    <main className={style.workbench} aria-label={t('bench.title')} data-testid="workbench">
      {mayTest ? (
        <OpenBench />
      ) : (
        <div className={style.empty} data-testid="bench-not-yours">
          <Wrench size="3.2rem" strokeWidth={1.4} aria-hidden="true" />
          <b>{t('bench.notYours')}</b>
          <p>{t('bench.notYoursText')}</p>
        </div>
      )}
    </main>
  )
}

const OpenBench = () => {
  const { t } = useTranslation()
  const refusalWords = useRefusalWords()
  const refused = useBenchOpen()
  const view = useBench()
  if (view !== null) return <Bench view={view} />
  return (
    <div className={style.empty} role="status" data-testid="bench-loading">
      <Wrench size="3.2rem" strokeWidth={1.4} aria-hidden="true" />
      <b>
        {refused === null ? t('bench.loading') : t('bench.state.refused', { why: refusalWords(refused) })}
      </b>
    </div>
  )
}
