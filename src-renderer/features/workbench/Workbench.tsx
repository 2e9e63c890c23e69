import { Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useBenchOpen } from '../../feed/bench.ts'
import { useBench, useSessionActions } from '../../feed/hooks.ts'
import { Empty } from '../../ui/Empty.tsx'
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
        <Empty
          icon={Wrench}
          title={t('bench.notYours')}
          text={t('bench.notYoursText')}
          testId="bench-not-yours"
        />
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
    <Empty
      icon={Wrench}
      title={refused === null ? t('bench.loading') : t('bench.state.refused', { why: refusalWords(refused) })}
      isLoading
      testId="bench-loading"
    />
  )
}
