import { Tag as TagIcon } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { TestView } from '../../../src-preload/contract/bench.ts'
import { useKeys } from '../../desk/useKeys.ts'
import { useNow } from '../../feed/clock.ts'
import { Button } from '../../ui/Button.tsx'
import small from '../../ui/small.module.css'
import { dayAndClock } from '../../ui/timeWords.ts'
import { findingSentence, split } from './findingWords.ts'
import { measuresIn } from './measures.ts'
import { Ranges } from './Ranges.tsx'
import { endSentence, faultSentence, verdictSentence } from './reportWords.ts'
import { Turns } from './Turns.tsx'
import style from './Unit.module.css'
import { useStands } from './useStands.ts'
import { VerdictMark } from './VerdictMark.tsx'

type ReportProps = {
  readonly test: TestView
  /** The figures stand in the middle already. */
  readonly isMeasuredBeside: boolean
  /** Null where the unit is not any more what was signed of this test. */
  readonly onLabel: ((test: TestView) => void) | null
}

/** One test that has ended: what the limits say and why, what nobody looked at, and who put their name to it. */
export const Report = ({ test, isMeasuredBeside, onLabel }: ReportProps) => {
  const { t, i18n } = useTranslation()
  const say = measuresIn(i18n.language)
  const now = useNow()
  const titleId = useId()
  const { testId, verdict, signed, report } = test
  useStands('benchTest', testId)
  useKeys({
    l: () => {
      onLabel?.(test)
    },
  })
  const { against, untested } = split(test.findings)
  return (
    <section className={style.report} aria-labelledby={titleId} data-testid="bench-report">
      <h3 id={titleId} className={small.heading}>
        {t('bench.test.was', { at: dayAndClock(test.begunAt, now) })}
      </h3>
      {test.end === 'done' || test.end === null ? null : (
        <p className={style.care} data-testid="bench-end">
          {endSentence(test, t)} {faultSentence(test, t)}
        </p>
      )}
      {verdict ? (
        <div className={style.verdict} data-verdict={verdict} data-testid="bench-verdict">
          <VerdictMark verdict={verdict} large />
          <p>
            <span className="muted">{t('bench.report.byLimits')}</span>
            <b>{t(`bench.verdict.${verdict}`)}</b>
            {verdictSentence(test, verdict, t)}
          </p>
        </div>
      ) : (
        <p className={style.care}>
          {t(test.endedAt === null ? 'bench.report.unsaid' : 'bench.report.noVerdict')}
        </p>
      )}
      {verdict && test.findings.length === 0 ? <p>{t('bench.report.clean')}</p> : null}
      {against.length > 0 ? (
        <ul className={style.findings} data-testid="bench-findings">
          {against.map((finding) => (
            <li key={JSON.stringify(finding)} data-kind={finding.kind}>
              {findingSentence(finding, t, say)}
            </li>
          ))}
        </ul>
      ) : null}
      {untested.length > 0 ? (
        <>
          <h4 className={small.heading}>{t('bench.report.notTested')}</h4>
          <ul className={style.findings} data-untested data-testid="bench-untested">
            {untested.map((finding) => (
              <li key={JSON.stringify(finding)} data-kind={finding.kind} data-step={finding.words.step}>
                {findingSentence(finding, t, say)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {signed ? (
        <div className={style.signed} data-testid="bench-signed">
          <p>
            {t('bench.report.signed', {
              at: dayAndClock(signed.at, now),
              name: signed.by?.name ?? t('common.unknown'),
            })}
            : <b>{t(`bench.verdict.${signed.verdict}`)}</b>
          </p>
          {verdict && signed.verdict !== verdict ? (
            <p className={style.care} data-testid="bench-otherwise">
              {t('bench.report.otherwise', {
                limits: t(`bench.verdict.${verdict}`).toLowerCase(),
                signed: t(`bench.verdict.${signed.verdict}`).toLowerCase(),
              })}
            </p>
          ) : null}
          {onLabel ? (
            <Button
              look="primary"
              keys="L"
              icon={<TagIcon size="1.5rem" aria-hidden="true" />}
              onPress={() => onLabel(test)}
              testId="bench-label"
            >
              {t('bench.label.open')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {report && !isMeasuredBeside ? (
        <details className={style.figures} open>
          <summary>{t('bench.measures')}</summary>
          <Ranges report={report} typical={test.typical} />
          <Turns motor={report.motor} />
        </details>
      ) : null}
    </section>
  )
}
