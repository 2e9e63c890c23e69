import { PlugZap, RefreshCw, ServerOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import { useCore, useIsAway } from '../../feed/hooks.ts'
import style from './Workbench.module.css'

/** What is the matter around the bench, and what still works; nothing while all is well. */
export const BenchStates = ({ view }: { readonly view: BenchView }) => {
  const { t } = useTranslation()
  const core = useCore()
  const isAway = useIsAway()
  if (core !== 'running')
    return (
      <div className={style.state} role="status" data-testid="bench-core">
        <RefreshCw size="1.8rem" aria-hidden="true" />
        <p>
          <b>{t('bench.state.core')}</b> {t('bench.state.coreText')}
        </p>
      </div>
    )
  return (
    <>
      {view.process === 'restarting' ? (
        <div className={style.state} role="status" data-testid="bench-restarting">
          <PlugZap size="1.8rem" aria-hidden="true" />
          <p>
            <b>{t('bench.state.restarting')}</b> {t('bench.state.restartingText')}{' '}
            {view.restarts > 0 ? t('bench.state.restarts', { count: view.restarts }) : ''}
          </p>
        </div>
      ) : null}
      {isAway ? (
        <div className={style.state} role="status" data-testid="bench-away">
          <ServerOff size="1.8rem" aria-hidden="true" />
          <p>{t('bench.state.away')}</p>
        </div>
      ) : null}
    </>
  )
}
