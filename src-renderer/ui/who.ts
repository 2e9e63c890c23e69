import { useTranslation } from 'react-i18next'
import type { AlarmItem } from '../../src-preload/contract/view.ts'
import { useSession } from '../feed/hooks.ts'

/** Whom an alarm is about, as far as this window may know. */
export const useWho = (): ((alarm: AlarmItem) => string) => {
  const { t } = useTranslation()
  const isSignedIn = useSession().state === 'signedIn'
  return ({ resident, alarmKind, address }) => {
    if (resident) return t('common.age', resident)
    // A block is known by its address, and nobody in it by name.
    if (alarmKind === 'blockFire') return address ?? t('common.hiddenName')
    return isSignedIn ? t('common.unknownResident') : t('common.hiddenName')
  }
}

export const useWhere = (): ((alarm: AlarmItem) => string) => {
  const { t } = useTranslation()
  const isSignedIn = useSession().state === 'signedIn'
  return (alarm) => {
    if (alarm.alarmKind === 'blockFire') return alarm.district ?? ''
    if (alarm.address !== null) return alarm.address
    if (alarm.alarmKind === 'unreadable' && !isSignedIn) return t('queue.rawHidden')
    return alarm.district ?? ''
  }
}
