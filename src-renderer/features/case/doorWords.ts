import type { TFunction } from 'i18next'
import type { Ms } from '../../../src-domain/time.ts'
import { hour } from '../../../src-domain/time.ts'
import type { DoorView } from '../../../src-preload/contract/view.ts'

/**
 * An old reading is never shown as a present state. Twelve hours: past a night's sleep, a lock that is
 * alive has said something (ours, not from a source).
 */
export const staleAfter: Ms = 12 * hour

export type DoorState = { readonly text: string; readonly look: 'plain' | 'care' | 'stale' }

/** One word for the glance. A jammed lock is never locked; what a door does outranks what its lock says. */
export const doorState = (door: DoorView, now: Ms, t: TFunction): DoorState => {
  if (door.keyStore) return { text: '', look: 'plain' }
  if (door.alarms.includes('jammed') || door.doorState === 'jammed')
    return { text: t('door.state.jammed'), look: 'care' }
  if (door.alarms.includes('forcedOpen') || door.doorState === 'forcedOpen')
    return { text: t('door.state.forcedOpen'), look: 'care' }
  if (door.evidenceAt === null) return { text: t('door.lock.unknown'), look: 'stale' }
  const isStale = now - door.evidenceAt > staleAfter || !door.reachable
  if (door.doorState === 'ajar' || door.doorState === 'open')
    return { text: t(`door.state.${door.doorState}`), look: isStale ? 'stale' : 'care' }
  const look = isStale ? 'stale' : door.lockState === 'notFullyLocked' ? 'care' : 'plain'
  return { text: t(`door.lock.${door.lockState}`), look: door.lockState === 'unknown' ? 'stale' : look }
}

/** The lock's model and what feeds it, beside its name. */
export const doorMake = (door: DoorView, t: TFunction): string => {
  if (door.keyStore) {
    const hook = door.keyStore.hook === null ? '' : `, ${t('door.hook', { hook: door.keyStore.hook })}`
    return `${t(`door.${door.keyStore.kind}`)}${hook}`
  }
  if (door.model === null) return t('door.noLock')
  const model = models.find((known) => known === door.model)
  return model ? t(`door.models.${model}`) : door.model
}
const models = ['danalockV3', 'dKey', 'strike', 'private'] as const

/** What the lock runs on, as far as it is known. */
export const doorPower = (door: DoorView, t: TFunction): string => {
  if (door.keyStore || door.power === null) return ''
  if (door.power === 'mains') return door.powered ? t('door.mains') : t('door.noPower')
  if (!door.battery) return ''
  return t('door.battery', { percent: Math.round(door.battery.percent) })
}

export const isPowerLow = (door: DoorView): boolean =>
  !door.powered || (door.battery !== null && ['veryLow', 'flat', 'low'].includes(door.battery.level))

/** All else that a responder has to know before standing there. */
export const doorRemarks = (door: DoorView, t: TFunction): readonly { text: string; isCare: boolean }[] => {
  const remarks: { text: string; isCare: boolean }[] = []
  for (const warning of door.warnings) remarks.push({ text: t(`door.warning.${warning}`), isCare: true })
  for (const alarm of door.alarms)
    if (alarm !== 'jammed' && alarm !== 'forcedOpen' && alarm !== 'ajar')
      remarks.push({ text: t(`door.alarm.${alarm}`), isCare: true })
  if (door.sharedCode) remarks.push({ text: t('door.sharedCode'), isCare: true })
  if (door.model !== null && door.evidenceAt !== null && !door.reachable)
    remarks.push({ text: t('door.unreachable'), isCare: true })
  if (door.model !== null && door.clock === 'lost') remarks.push({ text: t('door.clockLost'), isCare: true })
  if (door.battery && ['low', 'veryLow', 'flat'].includes(door.battery.level))
    remarks.push({ text: t(`door.batteryLevel.${door.battery.level}`), isCare: door.battery.level !== 'low' })
  if (!door.knowsNewestKeys) remarks.push({ text: t('door.oldKeys'), isCare: false })
  if (door.consent !== null) remarks.push({ text: door.consent, isCare: false })
  if (!door.keyStore && !door.sharedCode)
    remarks.push({
      text: t(door.traceable ? 'door.traceable' : 'door.notTraceable'),
      isCare: !door.traceable,
    })
  return remarks
}

const troubles = ['jammed', 'forcedOpen', 'escutcheonRemoved', 'clockLost'] as const
export type DoorTrouble = (typeof troubles)[number]

/** What is wrong with it that somebody can do something about; each has one sentence for that. */
export const doorNext = (door: DoorView): readonly DoorTrouble[] =>
  troubles.filter((trouble) => {
    switch (trouble) {
      case 'jammed':
      case 'forcedOpen':
        return door.alarms.includes(trouble) || door.doorState === trouble
      case 'escutcheonRemoved':
        return door.alarms.includes(trouble)
      case 'clockLost':
        return door.model !== null && door.clock === 'lost'
      default:
        return trouble satisfies never
    }
  })
