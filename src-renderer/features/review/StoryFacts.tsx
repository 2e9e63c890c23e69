import type { TFunction } from 'i18next'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type GrantEnd, grantEnds, revokeReasons } from '../../../src-domain/access/words.ts'
import type { CaseView, TimelineItem } from '../../../src-preload/contract/view.ts'
import { useAge } from '../../ui/Ago.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { clock } from '../../ui/timeWords.ts'
import style from './Review.module.css'
import { answeredIn, endingsOf, issueOf, openerOf, type Reviewed } from './story.ts'
import { day, storyClock } from './storyTime.ts'

const Facts = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={style.heading}>
        {title}
      </h3>
      <dl className={style.dl}>{children}</dl>
    </section>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

/** What it began with: who, where, when, and who took it after how long. */
export const AlarmFacts = ({ view }: { readonly view: CaseView }) => {
  const { t, i18n } = useTranslation()
  const age = useAge()
  const { alarm, resident, incident } = view
  const answered = answeredIn(view)
  const openedBy = openerOf(view)
  return (
    <Facts title={t('reviewing.alarm')}>
      <Fact name={t('reviewing.who')}>
        <b>
          {alarm.resident
            ? t('common.age', alarm.resident)
            : incident
              ? t(`alarmKind.${alarm.alarmKind}`)
              : t('common.unknownResident')}
        </b>
        {resident ? <span className="muted"> {resident.provider}</span> : null}
      </Fact>
      <Fact name={t('reviewing.where')}>
        {alarm.address ?? incident?.address ?? alarm.district ?? t('common.unknown')}
      </Fact>
      <Fact name={t(openedBy === null ? 'reviewing.raised' : 'reviewing.opened')}>
        {day(alarm.raisedAt, i18n.language)} {clock(alarm.raisedAt)}{' '}
        {openedBy === null ? '' : t('reviewing.openedBy', { name: openedBy })}{' '}
        {alarm.arrivedLateAt === null ? null : (
          <Tag look="grey">
            {t('reviewing.arrivedLate', { at: storyClock(alarm.arrivedLateAt, alarm.raisedAt) })}
          </Tag>
        )}
      </Fact>
      {openedBy === null ? (
        <Fact name={t('reviewing.answered')}>
          {answered
            ? `${storyClock(answered.at, alarm.raisedAt)} ${t('reviewing.answeredBy', {
                name: answered.by,
                after: age(answered.after),
              })}`
            : t('reviewing.notAnswered')}
        </Fact>
      ) : null}
      <Fact name={t('reviewing.outcome')}>
        {view.closedAt === null || view.outcome === null
          ? t('reviewing.stillOpen', { state: t(`alarmState.${alarm.state}`) })
          : t('case.closedAt', {
              at: storyClock(view.closedAt, alarm.raisedAt),
              outcome: t(`outcome.${view.outcome}`),
            })}
      </Fact>
    </Facts>
  )
}

type PartProps = { readonly view: CaseView; readonly reviewed: Reviewed }

/** What was given: why, by whom, to whom, for how long, and how that ended. */
export const AccessFacts = ({ view, reviewed }: PartProps) => {
  const { t } = useTranslation()
  const age = useAge()
  const issue = issueOf(reviewed)
  const begins = view.alarm.raisedAt
  const at = (time: number) => storyClock(time, begins)
  const name = issue.issuedBy?.name ?? t('common.unknown')
  const grant = reviewed.of === 'grant' ? reviewed.grant : null
  return (
    <Facts title={t('reviewing.access')}>
      <Fact name={t('reviewing.reason')}>
        <b>{t(`grantReason.${issue.reason}`)}</b>
      </Fact>
      <Fact name={t('reviewing.given')}>
        {at(issue.issuedAt)}{' '}
        {issue.issuedAt >= begins
          ? t('reviewing.givenBy', { name, after: age(issue.issuedAt - begins) })
          : t('reviewing.givenByFirst', { name })}
      </Fact>
      <Fact name={t('reviewing.holder')}>
        {grant
          ? grant.holder
            ? `${grant.holder.name} (${grant.unitName})`
            : grant.unitName
          : t('reviewing.nobodyKnown')}
      </Fact>
      {grant?.incidentNumber ? <Fact name={t('reviewing.number')}>{grant.incidentNumber}</Fact> : null}
      <Fact name={t('reviewing.window')}>
        {at(issue.from)}–{at(issue.until)}{' '}
        {grant?.offline ? <Tag look="care">{t('timeline.offline')}</Tag> : null}
      </Fact>
      {grant ? (
        <Fact name={t('reviewing.ended')}>
          <Endings view={view} reviewed={reviewed} at={at} />
        </Fact>
      ) : null}
    </Facts>
  )
}

const Endings = ({ view, reviewed, at }: PartProps & { readonly at: (time: number) => string }) => {
  const { t } = useTranslation()
  const endings = endingsOf(view, reviewed)
  const grant = reviewed.of === 'grant' ? reviewed.grant : null
  return (
    <>
      {endings.map((item) => (
        <span key={item.id} className={style.block}>
          {endingWords(item, at(item.at), t)}
        </span>
      ))}
      {endings.length > 0
        ? null
        : t(grant?.state === 'active' ? 'reviewing.endedNot' : 'reviewing.endedItself')}
      {grant && grant.mayOpenUntil !== null && grant.state !== 'active' ? (
        <Tag look="care">
          {t('reviewing.mayOpen', { at: storyClock(grant.mayOpenUntil, view.alarm.raisedAt, 'minutes') })}
        </Tag>
      ) : null}
    </>
  )
}

const endingWords = ({ kind, by, words }: TimelineItem, at: string, t: TFunction): string => {
  if (kind === 'grant.deleted') return t('reviewing.deleted', { at })
  if (kind === 'grant.revoked') {
    const reason = revokeReasons.find((known) => known === words.reason)
    return t('reviewing.endedRevoked', {
      at,
      name: by,
      reason: reason ? t(`revokeReason.${reason}`) : String(words.reason ?? ''),
    })
  }
  const cause: GrantEnd | undefined = grantEnds.find((known) => known === words.cause)
  return t('reviewing.endedCause', {
    at,
    cause: cause ? t(`grantEnd.${cause}`) : String(words.cause ?? ''),
  })
}
