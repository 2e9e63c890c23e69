import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GrantView } from '../../../src-preload/contract/access.ts'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { useNow } from '../../feed/clock.ts'
import { Tag } from '../../ui/Tag.tsx'
import { clock } from '../../ui/timeWords.ts'
import { nameOfDoor } from './block.ts'
import style from './Grant.module.css'
import unfold from './Unfold.module.css'

type GrantDoor = GrantView['doors'][number]

/** Doors at which nothing has happened yet, in sight before they are counted. */
const quietShown = 4

/** What happened at each door, with what to do where it did not open. */
export const GrantUses = ({ view, grant }: { readonly view: CaseView; readonly grant: GrantView }) => {
  const { t } = useTranslation()
  const [isAll, setAll] = useState(false)
  const quiet = grant.doors.filter((door) => door.usedAt === null && door.refusal === null)
  const isFolded = quiet.length > quietShown && !isAll
  const shown = isFolded ? grant.doors.filter((door) => !quiet.includes(door)) : grant.doors
  return (
    <ul className={style.uses}>
      {shown.map((door) => (
        <Use key={door.doorId} door={door} label={nameOfDoor(view, door.doorId) ?? door.label} />
      ))}
      {grant.elsewhere.map((door) => (
        <li key={door.doorId} className={style.use}>
          <Refusal label={door.label} refusal={door.refusal} />
        </li>
      ))}
      {isFolded ? (
        <li className={style.use}>
          <Tag look="grey">{t('grant.unusedDoors', { count: quiet.length })}</Tag>
          <button type="button" className={unfold.unfold} onClick={() => setAll(true)}>
            {t('grant.showDoors')}
          </button>
        </li>
      ) : null}
    </ul>
  )
}

const Use = ({ door, label }: { readonly door: GrantDoor; readonly label: string }) => {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <li className={style.use} data-testid="grant-door">
      {door.usedAt === null ? (
        <Tag look="grey">{t('grant.unused', { door: label })}</Tag>
      ) : (
        <Tag>{t('grant.used', { door: label, at: clock(door.usedAt, 'minutes') })}</Tag>
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
      {door.refusal ? <Refusal label={label} refusal={door.refusal} /> : null}
    </li>
  )
}

/** Why a door did not open, and what can be done about it. */
const Refusal = ({
  label,
  refusal,
}: {
  readonly label: string
  readonly refusal: GrantView['elsewhere'][number]['refusal']
}) => {
  const { t } = useTranslation()
  return (
    <span className={style.refusal} data-testid="refusal" data-cause={refusal.cause}>
      <b>
        {t('grant.refused', {
          door: label,
          at: clock(refusal.at, 'minutes'),
          cause: t(`refusalCause.${refusal.cause}`),
        })}
      </b>{' '}
      {t(`refusalDo.${refusal.cause}`)}
    </span>
  )
}
