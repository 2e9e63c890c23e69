import { useTranslation } from 'react-i18next'
import type { TestView } from '../../../src-preload/contract/bench.ts'
import type { UnitHistory } from '../../feed/bench.ts'
import { useNow } from '../../feed/clock.ts'
import { Section } from '../../ui/Section.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import style from './Unit.module.css'
import { VerdictMark } from './VerdictMark.tsx'

type HistoryListProps = {
  readonly history: UnitHistory
  readonly tests: readonly TestView[]
  readonly shownId: string | null
  readonly onOpen: (testId: string) => void
}

/** Every test of the unit, the newest first; one is opened above. */
export const HistoryList = ({ history, tests, shownId, onOpen }: HistoryListProps) => {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <Section title={t('bench.history.title')} testId="bench-history">
      {history.kind === 'failed' ? <p className={style.care}>{t('bench.history.failed')}</p> : null}
      {tests.length === 0 && history.kind !== 'failed' ? (
        <p className="muted">
          {t(history.kind === 'loading' ? 'bench.history.loading' : 'bench.history.none')}
        </p>
      ) : null}
      <ol className={style.history}>
        {tests.map((test) => {
          const verdict = test.signed?.verdict ?? test.verdict
          return (
            <li key={test.testId}>
              <button
                type="button"
                aria-current={test.testId === shownId || undefined}
                onClick={() => onOpen(test.testId)}
                data-testid="bench-history-item"
              >
                {verdict ? (
                  <VerdictMark verdict={verdict} />
                ) : (
                  <i className={style.noMark} aria-hidden="true" />
                )}
                <span>
                  <b>{verdict ? t(`bench.verdict.${verdict}`) : t('bench.history.noVerdict')}</b>{' '}
                  <span className="muted">
                    {test.signed
                      ? (test.signed.by?.name ?? t('common.unknown'))
                      : t('bench.history.unsigned')}
                  </span>
                </span>
                <time dateTime={new Date(test.begunAt).toISOString()}>{dayAndClock(test.begunAt, now)}</time>
              </button>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
