import { Copy, Pencil, Phone, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IncidentView } from '../../../src-preload/contract/access.ts'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { openDialog } from '../../desk/desk.ts'
import { copy, telephone } from '../../desk/telephone.ts'
import { useNow } from '../../feed/clock.ts'
import { useSession } from '../../feed/hooks.ts'
import { ClockAndAge } from '../../ui/Ago.tsx'
import { Also } from '../../ui/Also.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { KindIcon } from '../../ui/kinds.tsx'
import { PriorityTag, Tag } from '../../ui/Tag.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import { addressOf, residentOf, unbroken } from './caseWords.ts'
import style from './Panel.module.css'

export const CaseHead = ({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const now = useNow()
  const { alarm, resident } = view
  const address = addressOf(view, t)
  return (
    <header className={style.head} data-waiting={alarm.group === 'waiting' || undefined}>
      <div className={style.titleLine}>
        <PriorityTag priority={alarm.priority} large />
        {view.incident ? <KindIcon kind={alarm.alarmKind} size="2.2rem" /> : null}
        <h2 className={style.title}>{t(`alarmKind.${alarm.alarmKind}`)}</h2>
        <Tag look={alarm.group === 'waiting' ? 'wait' : 'plain'}>{t(`alarmState.${alarm.state}`)}</Tag>
        {alarm.cancelledAt === null ? null : (
          <Tag look="care">{t('queue.cancelled', { at: dayAndClock(alarm.cancelledAt, now) })}</Tag>
        )}
        {/* Takes the room that is left and no more: a head that grew would push everything below it. */}
        <span role="status" className={style.alsoHere} data-testid="case-also">
          <Also also={alarm.also} names />
        </span>
        <IconButton label={t('case.closeCase')} onPress={onClose} testId="case-close">
          <X size="1.7rem" aria-hidden="true" />
        </IconButton>
      </div>
      <p className={style.headLine}>
        {view.incident ? null : (
          <span>
            <b>{residentOf(view, t)}</b>
            {resident ? `, ${resident.age}` : ''}
          </span>
        )}
        <span>
          {view.incident ? <b>{address}</b> : address}
          <button
            type="button"
            className={style.tiny}
            onClick={() => void copy(address, t)}
            aria-label={t('case.copyAddress')}
            title={t('case.copyAddress')}
            data-testid="copy-address"
          >
            <Copy size="1.3rem" aria-hidden="true" />
          </button>
        </span>
        {resident && resident.phone !== '' ? (
          <PhoneNumber number={resident.phone} name={resident.name} />
        ) : null}
      </p>
      {view.incident ? <IncidentLine incident={view.incident} view={view} /> : null}
      {resident ? (
        <p className={style.headLine} data-quiet>
          {resident.contacts.map((contact) => (
            <span key={`${contact.name}${contact.phone}`}>
              {contact.relation}: {contact.name} <PhoneNumber number={contact.phone} name={contact.name} />
            </span>
          ))}
        </p>
      ) : null}
      <p className={style.headLine} data-quiet>
        {resident ? <span>{resident.provider}</span> : null}
        <Owner view={view} />
        <span>
          <ClockAndAge at={alarm.raisedAt} seconds />
        </span>
      </p>
      {resident?.serviceEndedAt == null ? null : (
        <p className={style.ended}>
          {t('case.serviceEnded', { at: dayAndClock(resident.serviceEndedAt, now) })}
        </p>
      )}
      {view.closedAt !== null && view.outcome !== null ? (
        <p className={style.ended}>
          {t('case.closedAt', { at: dayAndClock(view.closedAt, now), outcome: t(`outcome.${view.outcome}`) })}
        </p>
      ) : null}
    </header>
  )
}

/** The fire service's number, and how much this is about. */
const IncidentLine = ({ incident, view }: { readonly incident: IncidentView; readonly view: CaseView }) => {
  const { t } = useTranslation()
  const residents = incident.homes.reduce((sum, home) => sum + home.residents.length, 0)
  return (
    <p className={style.headLine} data-testid="incident-line">
      <span>
        {incident.number === null ? (
          <Tag look="care">{t('incident.noNumber')}</Tag>
        ) : (
          <b>{t('grant.number', { number: incident.number })}</b>
        )}
        {view.actions.includes('numberIncident') ? (
          <button
            type="button"
            className={style.tiny}
            onClick={() => openDialog({ kind: 'number' })}
            aria-label={t('action.numberIncident')}
            title={t('action.numberIncident')}
            data-testid="number-incident"
          >
            <Pencil size="1.3rem" aria-hidden="true" />
          </button>
        ) : null}
      </span>
      <span>
        {t('incident.counts', { homes: incident.homes.length, doors: view.doors.length, residents })}
      </span>
    </p>
  )
}

const Owner = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const session = useSession()
  const { owner } = view.alarm
  if (!owner) return null
  const isMine = session.state === 'signedIn' && session.person.id === owner.id
  return <span>{isMine ? t('case.ownerYou') : t('case.owner', { name: owner.name })}</span>
}

/** A number to call: pressing it calls; it can be marked and copied like any text. */
const PhoneNumber = ({ number, name }: { readonly number: string; readonly name: string }) => {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className={style.number}
      onClick={() => void telephone(number, t)}
      aria-label={`${t('case.callContact', { name })}, ${number}`}
    >
      <Phone size="1.2rem" aria-hidden="true" />
      {unbroken(number)}
    </button>
  )
}
