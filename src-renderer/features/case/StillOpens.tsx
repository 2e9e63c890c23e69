import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { useNow } from '../../feed/clock.ts'
import { clock, dayAndClock } from '../../ui/timeWords.ts'
import style from './Code.module.css'
import { holderOf } from './caseWords.ts'
import { keysOut, loanHolder } from './keyWords.ts'

/** What closing does not take back: keys that are out, codes that were said, leases that need no coverage. */
export const StillOpens = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const lines = [
    ...keysOut(view).map((loan) => t('key.stillOut', { place: loan.label, who: loanHolder(loan) })),
    ...view.codes
      .filter((code) => !code.isOver)
      .map((code) => t('code.stillOpens', { place: code.label, at: dayAndClock(code.until, now) })),
    ...view.grants.flatMap((grant) =>
      grant.offline && grant.mayOpenUntil !== null
        ? [t('grant.stillOpens', { holder: holderOf(grant), at: clock(grant.mayOpenUntil, 'minutes') })]
        : [],
    ),
  ]
  if (lines.length === 0) return null
  return (
    <ul className={style.honest} data-testid="still-opens">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
