import { useTranslation } from 'react-i18next'
import type { LoanView } from '../../../src-preload/contract/access.ts'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { openDialog } from '../../desk/desk.ts'
import { useNow } from '../../feed/clock.ts'
import { useUnderway } from '../../feed/commands.ts'
import { useAge } from '../../ui/Ago.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import { keysOut, loanHolder } from './keyWords.ts'
import style from './Ways.module.css'

/** Keys that went out for this case: those still out first, since a key comes back after the case is closed too. */
export const Keys = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  if (view.loans.length === 0) return null
  return (
    <Section title={t('case.keys')} testId="keys-out">
      {view.closedAt !== null && keysOut(view).length > 0 ? (
        <p className={style.closedWith} data-testid="closed-with-key">
          {t('key.closedWith')}
        </p>
      ) : null}
      <ul>
        {view.loans.map((loan) => (
          <Loan key={loan.loanId} view={view} loan={loan} />
        ))}
      </ul>
    </Section>
  )
}

const Loan = ({ view, loan }: { readonly view: CaseView; readonly loan: LoanView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const words = useAge()
  const underway = useUnderway('returnKey', view.caseId, loan.loanId)
  const isOut = loan.returnedAt === null
  return (
    <li className={style.loan} data-testid="loan" data-out={isOut || undefined}>
      <span>
        <b>{loan.label}</b>{' '}
        <span data-care={isOut || undefined}>
          {loan.returnedAt === null
            ? t('key.out', { who: loanHolder(loan), at: dayAndClock(loan.outAt, now) })
            : t('key.back', { who: loanHolder(loan), at: dayAndClock(loan.returnedAt, now) })}
        </span>
        {isOut ? <span className="faint"> · {t('time.ago', { age: words(now - loan.outAt) })}</span> : null}
      </span>
      {loan.actions.includes('returnKey') ? (
        <Button
          size="small"
          isDisabled={underway !== null}
          onPress={() => openDialog({ kind: 'returnKey', loanId: loan.loanId })}
          label={t('key.returnFrom', { who: loanHolder(loan) })}
          testId="return-key"
        >
          {underway ? t(`command.${underway}`) : t('key.return')}
        </Button>
      ) : null}
    </li>
  )
}
