import { Trans, useTranslation } from 'react-i18next'
import type { CaseView, GrantView } from '../../../src-preload/contract/view.ts'
import { openDialog } from '../../desk/desk.ts'
import { useNow } from '../../feed/clock.ts'
import { useUnderway } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { clock, stopwatch } from '../../ui/timeWords.ts'
import style from './Case.module.css'
import { holderOf } from './caseWords.ts'

/** Who may open what, until when. Revoked is said only when the handset has confirmed it. */
export const Grants = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const underway = useUnderway('grant', view.caseId)
  if (view.grants.length === 0 && !underway) return null
  return (
    <Section title={t('case.grants')} testId="grants">
      {underway ? (
        <p className="muted" data-testid="granting">
          {t('command.name.grant')}: {t(`command.${underway}`)}
        </p>
      ) : null}
      <ul className={style.grants}>
        {view.grants.map((grant) => (
          <Grant key={grant.grantId} view={view} grant={grant} />
        ))}
      </ul>
    </Section>
  )
}

const Grant = ({ view, grant }: { readonly view: CaseView; readonly grant: GrantView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const left = Math.max(0, grant.until - now)
  const whole = Math.max(1, grant.until - grant.from)
  const isActive = grant.state === 'active'
  const underway = useUnderway('revoke', view.caseId, grant.grantId)
  return (
    <li className={style.grant} data-state={grant.state} data-testid="grant">
      <div className={style.grantHead}>
        <span>
          <Trans
            t={t}
            i18nKey={grant.holder ? 'grant.toHolder' : 'grant.to'}
            values={{ unit: grant.unitName, holder: grant.holder?.name ?? '' }}
            components={{ b: <b /> }}
          />
        </span>
        {isActive ? (
          <b role="timer" aria-label={t('grant.left', { left: stopwatch(left) })}>
            {stopwatch(left)}
          </b>
        ) : (
          <Tag look={grant.state === 'revoking' ? 'care' : 'grey'}>{t(`grant.state.${grant.state}`)}</Tag>
        )}
      </div>
      {isActive ? (
        <progress
          className={style.bar}
          value={left}
          max={whole}
          aria-label={t('grant.left', { left: stopwatch(left) })}
        />
      ) : null}
      <ul className={style.uses}>
        {grant.doors.map((door) => (
          <li key={door.doorId} className={style.use} data-testid="grant-door">
            {door.usedAt === null ? (
              <Tag look="grey">{t('grant.unused', { door: door.label })}</Tag>
            ) : (
              <Tag>{t('grant.used', { door: door.label, at: clock(door.usedAt, 'minutes') })}</Tag>
            )}
            {door.arrivedLateAt === null || door.usedAt === null ? null : (
              <Tag
                look="grey"
                title={t('time.lateTitle', { at: clock(door.usedAt), arrived: clock(door.arrivedLateAt) })}
              >
                {t('time.late', { at: clock(door.arrivedLateAt) })}
              </Tag>
            )}
            {door.reentryUntil !== null && door.reentryUntil > now ? (
              <span className="muted">{t('grant.reentry', { at: clock(door.reentryUntil, 'minutes') })}</span>
            ) : null}
            {door.refusal ? (
              <Tag look="care">
                {t('grant.refused', {
                  door: door.label,
                  at: clock(door.refusal.at, 'minutes'),
                  cause: t(`refusalCause.${door.refusal.cause}`),
                })}
              </Tag>
            ) : null}
          </li>
        ))}
      </ul>
      <p className={style.issued}>
        {t(grant.issuedBy ? 'grant.by' : 'grant.byUnknown', {
          at: clock(grant.issuedAt, 'minutes'),
          name: grant.issuedBy?.name ?? '',
          reason: t(`grantReason.${grant.reason}`),
        })}
      </p>
      <div className={style.grantFoot}>
        <p className={style.mayOpen} data-care={grant.state === 'revoking' || undefined}>
          {mayOpen(grant, t)}
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

const mayOpen = (grant: GrantView, t: ReturnType<typeof useTranslation>['t']): string => {
  if (grant.mayOpenUntil === null)
    return t(grant.state === 'revoked' ? 'grant.deletedText' : 'grant.endedText')
  const at = clock(grant.mayOpenUntil, 'minutes')
  switch (grant.state) {
    case 'active':
      return t('grant.renewsText', { at })
    case 'revoking':
      return t('grant.revokingText', { at })
    case 'revoked':
    case 'ended':
      return t('grant.mayOpenUntil', { at })
    default:
      return grant.state satisfies never
  }
}
