import { Phone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { second } from '../../../src-domain/time.ts'
import type { CaseView, ResponderView } from '../../../src-preload/contract/view.ts'
import { openDialog } from '../../desk/desk.ts'
import { telephone } from '../../desk/telephone.ts'
import { useUnderway } from '../../feed/commands.ts'
import { useAge } from '../../ui/Ago.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { clock } from '../../ui/timeWords.ts'
import { isHere, shortName } from './caseWords.ts'
import panel from './Panel.module.css'
import style from './Responders.module.css'
import unfold from './Unfold.module.css'

/** Rows in sight before "show more": who is sent always, and the nearest. */
const shownAtFirst = 5

/** Who is sent stands first, the rest by travel time. */
export const byTravelTime = (responders: readonly ResponderView[]): readonly ResponderView[] =>
  [...responders].sort(
    (a, b) => Number(isHere(b)) - Number(isHere(a)) || (a.seconds ?? Infinity) - (b.seconds ?? Infinity),
  )

export const Responders = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const [isAll, setAll] = useState(false)
  const sorted = byTravelTime(view.responders)
  const shown = isAll ? sorted : sorted.slice(0, Math.max(shownAtFirst, sorted.filter(isHere).length))
  const more = sorted.length - shown.length
  return (
    <Section title={t('case.responders')} testId="responders">
      {sorted.length === 0 ? <p className="muted">{t('case.noResponders')}</p> : null}
      <ul>
        {shown.map((responder) => (
          <Responder key={responder.unitId} view={view} responder={responder} />
        ))}
      </ul>
      {more > 0 || isAll ? (
        <button type="button" className={unfold.unfold} onClick={() => setAll((all) => !all)}>
          {isAll ? t('responder.fewer') : t('responder.more', { count: more })}
        </button>
      ) : null}
    </Section>
  )
}

type RowProps = { readonly view: CaseView; readonly responder: ResponderView }

const Responder = ({ view, responder }: RowProps) => {
  const { t } = useTranslation()
  return (
    <li className={style.unit} data-testid="responder" data-here={isHere(responder) || undefined}>
      <span className={style.unitName}>
        <b>{responder.name}</b>{' '}
        <span className="muted">
          {responder.crew.length > 0 ? responder.crew.map((person) => shortName(person.name)).join(', ') : ''}
          {isHere(responder) ? '' : ` ${t(`responder.status.${responder.status}`)}`}
        </span>
        {responder.serves ? null : (
          <>
            {' '}
            <Tag look="grey">{t('responder.otherProvider')}</Tag>
          </>
        )}
        <button
          type="button"
          className={panel.tiny}
          onClick={() => void telephone(responder.phone, t)}
          aria-label={`${t('responder.callUnit', { unit: responder.name })}, ${responder.phone}`}
          title={responder.phone}
        >
          <Phone size="1.2rem" aria-hidden="true" />
        </button>
      </span>
      <Eta responder={responder} />
      <UnitAction view={view} responder={responder} />
    </li>
  )
}

const Eta = ({ responder }: { readonly responder: ResponderView }) => {
  const { t } = useTranslation()
  const words = useAge()
  if (responder.dispatch?.state === 'arrived')
    return <b className={style.eta}>{t('responder.dispatch.arrived')}</b>
  if (responder.seconds === null) return <span className={style.eta}>–</span>
  const age = words(Math.max(60, Math.round(responder.seconds / 60) * 60) * second)
  return (
    <b
      className={style.eta}
      {...(responder.estimated ? { title: t('responder.etaEstimatedTitle') } : {})}
      data-estimated={responder.estimated || undefined}
    >
      {t(responder.estimated ? 'responder.etaEstimated' : 'responder.eta', { age })}
    </b>
  )
}

const UnitAction = ({ view, responder }: RowProps) => {
  const { t } = useTranslation()
  const sending = useUnderway('dispatch', view.caseId, responder.unitId)
  const recalling = useUnderway('recall', view.caseId, responder.dispatch?.dispatchId ?? null)
  const underway = sending ?? recalling
  if (underway) return <span className={style.unitAction}>{t(`command.${underway}`)}</span>
  const { dispatch } = responder
  return (
    <span className={style.unitAction}>
      {dispatch && isHere(responder) ? (
        <>
          <Tag>
            {dispatch.state === 'arrived'
              ? clock(dispatch.at, 'minutes')
              : t(`responder.dispatch.${dispatch.state}`)}
          </Tag>
          {responder.actions.includes('recall') ? (
            <Button
              size="small"
              look="quiet"
              label={t('responder.recallUnit', { unit: responder.name })}
              onPress={() => openDialog({ kind: 'recall', dispatchId: dispatch.dispatchId })}
              testId="recall"
            >
              {t('action.recall')}
            </Button>
          ) : null}
        </>
      ) : responder.actions.includes('dispatch') ? (
        <Button
          size="small"
          label={t('responder.sendUnit', { unit: responder.name })}
          onPress={() => openDialog({ kind: 'dispatch', unitId: responder.unitId })}
          testId="send"
        >
          {t('responder.send')}
        </Button>
      ) : (
        <Tag look="grey">
          {responder.busyWith === null ? t(`responder.status.${responder.status}`) : t('responder.busy')}
        </Tag>
      )}
    </span>
  )
}
