import { useTranslation } from 'react-i18next'
import { openDialog } from '../desk/desk.ts'
import { useNow } from '../feed/clock.ts'
import { useCounts, useHealth, useSession } from '../feed/hooks.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { clock } from '../ui/timeWords.ts'
import style from './App.module.css'
import { PersonMenu } from './PersonMenu.tsx'
import { Pulses } from './Pulses.tsx'
import { SoundPulse } from './SoundPulse.tsx'

export const TopBar = () => {
  const { t } = useTranslation()
  const isLocked = useSession().state === 'locked'
  const municipality = useHealth()?.municipality ?? ''
  return (
    <div className={style.top} data-testid="top-bar">
      <h1 className={style.logo}>Vaktrom</h1>
      <span className="muted">{municipality}</span>
      <Pulses />
      <SoundPulse />
      <span className={style.grow} />
      <Counts />
      {isLocked ? null : (
        <button
          type="button"
          className={style.opener}
          onClick={() => openDialog({ kind: 'palette' })}
          data-testid="open-palette"
        >
          {t('top.palette')} <Kbd>Ctrl K</Kbd>
        </button>
      )}
      <PersonMenu />
      <Clock />
    </div>
  )
}

const Counts = () => {
  const { t } = useTranslation()
  const { waiting, ongoing } = useCounts()
  return (
    <span className={style.counts} data-none={waiting === 0 || undefined} data-testid="counts">
      <b>{t('top.waiting', { count: waiting })}</b> · {t('top.ongoing', { count: ongoing })}
    </span>
  )
}

const Clock = () => {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <time className={style.clock} dateTime={new Date(now).toISOString()} title={t('top.clock')}>
      {clock(now)}
    </time>
  )
}
