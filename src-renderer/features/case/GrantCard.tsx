import { Trans, useTranslation } from 'react-i18next'
import type { GrantView } from '../../../src-preload/contract/access.ts'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { openDialog } from '../../desk/desk.ts'
import { useNow } from '../../feed/clock.ts'
import { useUnderway } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { clock, stopwatch } from '../../ui/timeWords.ts'
import { AfterReview } from './AfterReview.tsx'
import { holderOf } from './caseWords.ts'
import style from './Grant.module.css'
import { GrantUses } from './GrantUses.tsx'
import { grantStands } from './grantWords.ts'

type CardProps = { readonly view: CaseView; readonly grant: GrantView }

export const GrantCard = ({ view, grant }: CardProps) => {
  const { t } = useTranslation()
  const underway = useUnderway('revoke', view.caseId, grant.grantId)
  return (
    <li className={style.grant} data-state={grant.state} data-testid="grant">
      <GrantHead grant={grant} />
      <GrantUses view={view} grant={grant} />
      <p className={style.issued}>
        {t(grant.issuedBy ? 'grant.by' : 'grant.byUnknown', {
          at: clock(grant.issuedAt, 'minutes'),
          name: grant.issuedBy?.name ?? '',
          reason: t(`grantReason.${grant.reason}`),
        })}
      </p>
      <AfterReview of={grant} />
      <div className={style.grantFoot}>
        <p
          className={style.mayOpen}
          data-care={
            grant.state === 'revoking' || (grant.offline && grant.mayOpenUntil !== null) || undefined
          }
          data-testid="grant-stands"
        >
          {grantStands(grant, t)}
        </p>
        {grant.actions.includes('revoke') ? (
          <Button
            size="small"
            isDisabled={underway !== null}
            onPress={() => openDialog({ kind: 'revoke', grantId: grant.grantId })}
            label={t('grant.revokeSays', { holder: holderOf(grant) })}
            testId="revoke"
          >
            {underway ? t(`command.${underway}`) : t('action.revoke')}
          </Button>
        ) : null}
      </div>
    </li>
  )
}

const GrantHead = ({ grant }: { readonly grant: GrantView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const left = Math.max(0, grant.until - now)
  const isActive = grant.state === 'active'
  const isAhead = isActive && grant.from > now
  return (
    <>
      <div className={style.grantHead}>
        <span>
          <Trans
            t={t}
            i18nKey={grant.holder ? 'grant.toHolder' : 'grant.to'}
            values={{ unit: grant.unitName, holder: grant.holder?.name ?? '' }}
            components={{ b: <b /> }}
          />
        </span>
        {isAhead ? (
          <Tag>{t('grant.begins', { at: clock(grant.from, 'minutes') })}</Tag>
        ) : isActive ? (
          <b role="timer" aria-label={t('grant.left', { left: stopwatch(left) })}>
            {stopwatch(left)}
          </b>
        ) : (
          <Tag look={grant.state === 'revoking' ? 'care' : 'grey'}>{t(`grant.state.${grant.state}`)}</Tag>
        )}
      </div>
      {grant.offline || grant.incidentNumber !== null ? (
        <p className={style.grantMarks}>
          {grant.offline ? <Tag look="care">{t('grant.offline')}</Tag> : null}
          {grant.incidentNumber === null ? null : (
            <Tag look="grey">{t('grant.number', { number: grant.incidentNumber })}</Tag>
          )}
        </p>
      ) : null}
      {isActive && !isAhead ? (
        <progress
          className={style.bar}
          value={left}
          max={Math.max(1, grant.until - grant.from)}
          aria-label={t('grant.left', { left: stopwatch(left) })}
        />
      ) : null}
    </>
  )
}
