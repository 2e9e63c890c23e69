import { Volume2, VolumeOff, VolumeX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { second } from '../../src-domain/time.ts'
import { call } from '../feed/bridge.ts'
import { useNow } from '../feed/clock.ts'
import { useHealth } from '../feed/hooks.ts'
import style from './App.module.css'
import { muteSeconds } from './useAppKeys.ts'

/** Muted only for a while, and visibly so. */
export const SoundPulse = () => {
  const { t } = useTranslation()
  const health = useHealth()
  const now = useNow()
  const until = health?.soundMutedUntil ?? null
  const left = until === null ? 0 : Math.ceil((until - now) / second)
  const isMuted = health?.sound === 'muted' && left > 0
  const mute = (seconds: number) => void call('mute', { seconds })
  if (isMuted) {
    return (
      <button
        type="button"
        className={style.pulse}
        data-look="care"
        data-testid="pulse-sound"
        aria-label={`${t('top.muted', { left })}. ${t('top.unmute')}`}
        title={t('top.unmute')}
        onClick={() => mute(0)}
      >
        <VolumeX size="1.5rem" aria-hidden="true" />
        {t('top.muted', { left })}
      </button>
    )
  }
  const isOk = health?.sound === 'ok'
  const muteWords = t('top.mute', { seconds: muteSeconds })
  const words = health?.sound === 'lost' ? 'top.soundLost' : 'top.soundUnknown'
  return (
    <button
      type="button"
      className={style.pulse}
      data-look={isOk ? 'ok' : 'care'}
      data-testid="pulse-sound"
      title={isOk ? `${muteWords} (M)` : t('top.soundTest')}
      aria-label={isOk ? `${t('top.soundOk')}. ${muteWords}` : `${t(words)}. ${t('top.soundTest')}`}
      onClick={() => (isOk ? mute(muteSeconds) : void call('soundTest', {}))}
    >
      {isOk ? (
        <Volume2 size="1.5rem" aria-hidden="true" />
      ) : (
        <>
          <VolumeOff size="1.5rem" aria-hidden="true" />
          {t(words)}
        </>
      )}
    </button>
  )
}
