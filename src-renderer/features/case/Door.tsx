import { useTranslation } from 'react-i18next'
import type { CaseView, DoorView } from '../../../src-preload/contract/view.ts'
import { useNow } from '../../feed/clock.ts'
import { useIsAway } from '../../feed/hooks.ts'
import { useAge } from '../../ui/Ago.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import { doorName } from './block.ts'
import style from './Door.module.css'
import { DoorWays } from './DoorWays.tsx'
import { doorMake, doorNext, doorPower, doorRemarks, doorState, isPowerLow } from './doorWords.ts'
import ways from './Ways.module.css'

/** One step of the way in: how it stands, what to do where it does not open, and the ways through it. */
export const Door = ({ view, door }: { readonly view: CaseView; readonly door: DoorView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const isAway = useIsAway()
  const state = doorState(door, now, t)
  const remarks = doorRemarks(door, t)
  return (
    <li className={style.door} data-look={state.look} data-testid="door">
      <span className={style.doorNumber}>{door.number ?? t('door.key')}</span>
      <span>
        <b>{doorName(view, door)}</b> <span className="muted">{doorMake(door, t)}</span>
      </span>
      <span className={style.doorState} data-look={state.look}>
        {state.text}
        {door.keyStore && isAway ? <Tag look="care">{t('door.nextWay')}</Tag> : null}
      </span>
      <Evidence door={door} />
      <span className={style.doorPower} data-low={isPowerLow(door) || undefined}>
        {doorPower(door, t)}
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
      {doorNext(door).map((trouble) => (
        <p key={trouble} className={ways.doorNext} data-testid="door-next" data-trouble={trouble}>
          {t(`door.next.${trouble}`)}
        </p>
      ))}
      <DoorWays view={view} door={door} />
    </li>
  )
}

const Evidence = ({ door }: { readonly door: DoorView }) => {
  const { t } = useTranslation()
  const now = useNow()
  const words = useAge()
  return (
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
  )
}
