import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type Ms, second } from '../../../src-domain/time.ts'
import type { AlarmItem } from '../../../src-preload/contract/view.ts'
import { useNow } from '../../feed/clock.ts'
import { Tag, type TagLook } from '../../ui/Tag.tsx'
import { clock } from '../../ui/timeWords.ts'
import style from './Queue.module.css'

type TagWords = { readonly key: string; readonly look: TagLook; readonly text: string }

/** What has to be known at a glance besides who and where, the gravest first. */
const tagsOf = (alarm: AlarmItem, now: Ms, t: TFunction): readonly TagWords[] => {
  const tags: TagWords[] = []
  if (alarm.held) {
    const left = Math.max(0, Math.ceil((alarm.held.until - now) / second))
    tags.push({ key: 'held', look: 'plain', text: t('queue.heldHere', { left }) })
  }
  if (alarm.cancelledAt !== null)
    tags.push({
      key: 'cancelled',
      look: 'care',
      text: t('queue.cancelled', { at: clock(alarm.cancelledAt, 'minutes') }),
    })
  if (alarm.group !== 'waiting' && alarm.unacknowledgedPresses > 0 && alarm.presses > 1)
    tags.push({
      key: 'fresh',
      look: 'care',
      text: t('queue.pressesNew', { count: alarm.unacknowledgedPresses }),
    })
  else if (alarm.presses > 1)
    tags.push({ key: 'presses', look: 'care', text: t('queue.presses', { count: alarm.presses }) })
  const cause = ringCause(alarm.ringCause)
  if (alarm.ringing && cause) tags.push({ key: 'cause', look: 'care', text: t(`ringCause.${cause}`) })
  if (alarm.escalationStep > 0)
    tags.push({ key: 'step', look: 'wait', text: t('queue.escalated', { step: alarm.escalationStep }) })
  if (alarm.fallback !== null && alarm.fallback.state !== 'due')
    tags.push({
      key: 'outside',
      look: alarm.fallback.state === 'failed' ? 'care' : 'grey',
      text: t(`fallback.tag.${alarm.fallback.state}`),
    })
  if (alarm.arrivedLateAt !== null)
    tags.push({ key: 'late', look: 'grey', text: t('queue.late', { at: clock(alarm.arrivedLateAt) }) })
  if (alarm.group !== 'waiting')
    tags.push({
      key: 'state',
      look: alarm.group === 'mine' ? 'plain' : 'grey',
      text: t(`alarmState.${alarm.state}`),
    })
  return tags
}

/** Why it rings again; that it is new, or was pressed again, is said elsewhere already. */
const causes = [
  'returned',
  'ownerGone',
  'untouched',
  'dispatchUnaccepted',
  'dispatchDeclined',
  'arrivalLate',
] as const
const ringCause = (cause: string | null) => causes.find((known) => known === cause)

/** `first`: the one that stands on the third line; `rest`: those below it. */
export const AlarmTags = ({
  alarm,
  part,
}: {
  readonly alarm: AlarmItem
  readonly part: 'first' | 'rest' | 'all'
}) => {
  const { t } = useTranslation()
  const tags = tagsOf(alarm, useNow(), t)
  const shown = part === 'first' ? tags.slice(0, 1) : part === 'rest' ? tags.slice(1) : tags
  if (shown.length === 0) return null
  return (
    <span className={part === 'rest' ? style.moreTags : style.tags}>
      {shown.map((tag) => (
        <Tag key={tag.key} look={tag.look}>
          {tag.text}
        </Tag>
      ))}
    </span>
  )
}
