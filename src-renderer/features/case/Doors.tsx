import { useTranslation } from 'react-i18next'
import type { CaseView, DoorView } from '../../../src-preload/contract/view.ts'
import { useNow } from '../../feed/clock.ts'
import { useIsAway } from '../../feed/hooks.ts'
import { useAge } from '../../ui/Ago.tsx'
import { Section } from '../../ui/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import style from './Case.module.css'
import { doorId } from './caseWords.ts'
import { doorMake, doorPower, doorRemarks, doorState, isPowerLow } from './doorWords.ts'

/** The door chain in walking order, then the ways around it. */
export const Doors = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  return (
    <Section title={t('case.doors')} aside={t('case.doorsAside')} testId="doors">
      {view.doors.length === 0 ? <p className="muted">{t('case.noDoors')}</p> : null}
      <ol>
        {view.doors.map((door) => (
          <Door key={doorKey(door)} door={door} />
        ))}
      </ol>
    </Section>
  )
}

const doorKey = (door: DoorView): string => doorId(door) ?? `store:${door.label}`

const Door = ({ door }: { readonly door: DoorView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const words = useAge()
  const isAway = useIsAway()
  const state = doorState(door, now, t)
  const remarks = doorRemarks(door, t)
  const power = doorPower(door, t)
  return (
    <li className={style.door} data-look={state.look} data-testid="door">
      <span className={style.doorNumber}>{door.number ?? t('door.key')}</span>
      <span className={style.doorName}>
        <b>{door.label}</b> <span className="muted">{doorMake(door, t)}</span>
      </span>
      <span className={style.doorState} data-look={state.look}>
        {state.text}
        {door.keyStore && isAway ? <Tag look="care">{t('door.nextWay')}</Tag> : null}
      </span>
      <span className={style.doorRead}>
        {door.keyStore || door.model === null ? null : door.evidenceAt === null ? (
          t('door.neverRead')
        ) : (
          <time dateTime={new Date(door.evidenceAt).toISOString()}>
            {t('door.readAt', { at: dayAndClock(door.evidenceAt, now) })}
            <span className="faint"> · {t('time.ago', { age: words(now - door.evidenceAt) })}</span>
          </time>
        )}
      </span>
      <span className={style.doorPower} data-low={isPowerLow(door) || undefined}>
        {power}
      </span>
      {remarks.length === 0 ? null : (
        <span className={style.doorRemarks}>
          {remarks.map((remark) => (
            <span key={remark.text} data-care={remark.isCare || undefined}>
              {remark.text}
            </span>
          ))}
        </span>
      )}
    </li>
  )
}
