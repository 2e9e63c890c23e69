import { useTranslation } from 'react-i18next'
import type { CodeView } from '../../../src-preload/contract/access.ts'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { openDialog } from '../../desk/desk.ts'
import { useNow } from '../../feed/clock.ts'
import { useSession } from '../../feed/hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { clock, dayAndClock, stopwatch } from '../../ui/timeWords.ts'
import { AfterReview } from './AfterReview.tsx'
import { shownFor } from './CodeShown.tsx'
import style from './Grant.module.css'

/** Codes that were said: their windows, what is known of their use, and that nobody can be proved. */
export const Codes = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  if (view.codes.length === 0) return null
  return (
    <Section title={t('case.codes')} testId="codes">
      <ul className={style.grants}>
        {view.codes.map((code) => (
          <Code key={code.codeId} code={code} />
        ))}
      </ul>
    </Section>
  )
}

const Code = ({ code }: { readonly code: CodeView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const until = dayAndClock(code.until, now)
  return (
    <li className={style.grant} data-state={code.isOver ? 'ended' : 'active'} data-testid="code">
      <div className={style.grantHead}>
        <span>
          <b>{t('code.to', { place: code.label })}</b>{' '}
          <span className="muted">
            {dayAndClock(code.from, now)}–{until}
          </span>
        </span>
        {code.isOver ? (
          <Tag look="grey">{t('code.over')}</Tag>
        ) : (
          <b role="timer" aria-label={t('grant.left', { left: stopwatch(code.until - now) })}>
            {stopwatch(code.until - now)}
          </b>
        )}
      </div>
      <p className={style.grantMarks}>
        {code.uses.length === 0 ? <Tag look="grey">{t('code.unused')}</Tag> : null}
        {code.uses.map((use) => (
          <Tag
            key={use.at}
            {...(use.arrivedLateAt === null
              ? {}
              : { title: t('time.lateTitle', { at: clock(use.at), arrived: clock(use.arrivedLateAt) }) })}
          >
            {t('code.used', { at: clock(use.at, 'minutes') })}
            {use.arrivedLateAt === null ? '' : `, ${t('time.late', { at: clock(use.arrivedLateAt) })}`}
          </Tag>
        ))}
      </p>
      <p className={style.issued}>
        {t(code.issuedBy ? 'grant.by' : 'grant.byUnknown', {
          at: clock(code.issuedAt, 'minutes'),
          name: code.issuedBy?.name ?? '',
          reason: t(`grantReason.${code.reason}`),
        })}
      </p>
      <AfterReview of={code} />
      <div className={style.grantFoot}>
        <p className={style.mayOpen} data-care={!code.isOver || undefined}>
          {code.isOver ? t('code.overText') : t('code.stands', { at: until })}
        </p>
        <Again code={code} />
      </div>
    </li>
  )
}

/** Only for the one who gave it, and only while the centre still shows it. */
const Again = ({ code }: { readonly code: CodeView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const session = useSession()
  const isMine = session.state === 'signedIn' && session.person.id === code.issuedBy?.id
  if (!isMine || code.entryId === null || code.isOver || now >= code.issuedAt + shownFor) return null
  return (
    <Button
      size="small"
      onPress={() => openDialog({ kind: 'codeAgain', codeId: code.codeId })}
      label={t('code.againFor', { place: code.label })}
      testId="code-again"
    >
      {t('code.again')}
    </Button>
  )
}
