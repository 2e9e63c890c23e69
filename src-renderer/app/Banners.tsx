import { EarOff, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { second } from '../../src-domain/time.ts'
import { change, useSettings } from '../desk/settings.ts'
import { call } from '../feed/bridge.ts'
import { useNow } from '../feed/clock.ts'
import { useCore, useHealth, useSession, useVault } from '../feed/hooks.ts'
import { useAge } from '../ui/Ago.tsx'
import { Button } from '../ui/Button.tsx'
import { clock, dayAndClock } from '../ui/timeWords.ts'
import style from './App.module.css'
import { useHearing } from './useHearing.ts'

type BannerProps = {
  readonly look: 'blind' | 'care' | 'calm'
  readonly title: string
  readonly children: ReactNode
  readonly testId: string
  readonly aside?: ReactNode
}

/** What happened, what still works, what to do now. */
export const Banner = ({ look, title, children, testId, aside }: BannerProps) => (
  <div
    className={style.banner}
    data-look={look}
    data-testid={testId}
    role={look === 'calm' ? 'status' : 'alert'}
  >
    {look === 'blind' ? (
      <EarOff size="2.4rem" aria-hidden="true" />
    ) : look === 'care' ? (
      <TriangleAlert size="1.8rem" aria-hidden="true" />
    ) : (
      <Info size="1.8rem" aria-hidden="true" />
    )}
    <p>
      <b>{title}</b> {children}
    </p>
    {aside}
  </div>
)

/** The gravest first. Several may be true at once; one that explains another stands alone. */
export const Banners = () => (
  <div className={style.banners}>
    <LinkBanner />
    <CoreBanner />
    <ProbeBanner />
    <FallbackBanner />
    <KeepingBanners />
    <ReplayBanner />
    <LockBanner />
  </div>
)

/** In good time: whoever reads on the screen moves a hand and stays. */
const LockBanner = () => {
  const { t } = useTranslation()
  const session = useSession()
  const locksAt = session.state === 'signedIn' ? session.locksAt : null
  const now = useNow()
  if (locksAt === null) return null
  return (
    <Banner
      look="calm"
      title={t('lock.soonTitle', { seconds: Math.max(0, Math.ceil((locksAt - now) / second)) })}
      testId="banner-lock"
    >
      {t('lock.soonText')}
    </Banner>
  )
}

const reasons = [
  'credential',
  'protocol',
  'unreadable',
  'liveCentre',
  'practiceCentre',
  'certificateUnknown',
  'certificateOther',
  'certificateHost',
  'certificateExpired',
  'certificateEarly',
  'certificateBad',
  'notEncrypted',
] as const
/** Then it is this console that turns away whoever answers, and not the centre that turns this console away. */
const isTrust = (reason: string): boolean => reason.startsWith('certificate') || reason === 'notEncrypted'

/** What the centre or this console gave as the reason, where there are words for it. */
const reasonOf = (why: string | null): (typeof reasons)[number] | 'other' =>
  reasons.find((reason) => reason === why) ?? 'other'

const LinkBanner = () => {
  const { t } = useTranslation()
  const health = useHealth()
  const now = useNow()
  const words = useAge()
  const { silence, feed } = useHearing()
  if (health?.link === 'refused') {
    const reason = reasonOf(health.linkRefusal)
    return (
      <Banner
        look="blind"
        title={t(isTrust(reason) ? 'banner.untrustedTitle' : 'banner.refusedTitle')}
        testId="banner-refused"
      >
        {t('banner.refusedText', { why: t(`banner.refusedWhy.${reason}`) })}
      </Banner>
    )
  }
  if (feed === 'blind') {
    return (
      <Banner look="blind" title={t('banner.blindTitle')} testId="banner-blind">
        {silence === null
          ? t('banner.blindNeverText')
          : t('banner.blindText', { at: clock(now - silence), age: words(silence) })}{' '}
        {health?.link === 'away' ? t('banner.awayText') : ''}
      </Banner>
    )
  }
  if (health?.link === 'away') {
    return (
      <Banner look="care" title={t('banner.awayTitle')} testId="banner-away">
        {t('banner.awayText')}
      </Banner>
    )
  }
  if (health?.link === 'starting') {
    return (
      <Banner look="calm" title={t('banner.startingTitle')} testId="banner-starting">
        {t('banner.startingText')}
      </Banner>
    )
  }
  return null
}

const CoreBanner = () => {
  const { t } = useTranslation()
  const core = useCore()
  if (core === 'restarting') {
    return (
      <Banner look="care" title={t('banner.coreTitle')} testId="banner-core">
        {t('banner.coreText')}
      </Banner>
    )
  }
  if (core === 'running') return null
  return (
    <Banner look="calm" title={t('banner.coreStartingTitle')} testId="banner-core-starting">
      {t('banner.coreStartingText')}
    </Banner>
  )
}

const ProbeBanner = () => {
  const { t } = useTranslation()
  const words = useAge()
  const { feed, probe, probeAge } = useHearing()
  // A console that hears nothing hears no test alarm either: the banner above says it.
  if (probe !== 'missing' || feed === 'blind') return null
  return (
    <Banner look="blind" title={t('banner.probeTitle')} testId="banner-probe">
      {t('banner.probeText', { age: probeAge === null ? t('time.never') : words(probeAge) })}
    </Banner>
  )
}

/** Somebody waits and nobody outside knows: graver than a hook that failed its test. */
const FallbackBanner = () => {
  const { t } = useTranslation()
  const failed = useHealth()?.fallback
  const now = useNow()
  if (!failed) return null
  const words = {
    at: dayAndClock(failed.at, now),
    why: t(`fallback.why.${failed.why}`, { code: failed.code ?? '–' }),
  }
  return failed.waiting > 0 ? (
    <Banner look="care" title={t('fallback.waitingTitle')} testId="banner-fallback">
      {t('fallback.waitingText', { ...words, count: failed.waiting })}
    </Banner>
  ) : (
    <Banner look="care" title={t('fallback.brokenTitle')} testId="banner-fallback-test">
      {t('fallback.brokenText', words)}
    </Banner>
  )
}

const KeepingBanners = () => {
  const { t } = useTranslation()
  const health = useHealth()
  const vault = useVault()
  const saveFailed = useSettings((settings) => settings.saveFailed)
  return (
    <>
      {health?.sound === 'lost' ? (
        <Banner
          look="care"
          title={t('banner.soundTitle')}
          testId="banner-sound"
          aside={
            <Button size="small" onPress={() => void call('soundTest', {})}>
              {t('top.soundTest')}
            </Button>
          }
        >
          {t('banner.soundText')}
        </Banner>
      ) : null}
      {health?.chainBroken ? (
        <Banner look="care" title={t('banner.chainTitle')} testId="banner-chain">
          {t('banner.chainText', health.chainBroken)}
        </Banner>
      ) : null}
      {vault.state === 'open' ? null : (
        <Banner look="care" title={t('passphrase.bannerTitle')} testId="banner-passphrase">
          {t(`passphrase.banner.${vault.state}`)}
        </Banner>
      )}
      {health?.keeping === 'memory' && vault.state === 'open' ? (
        <Banner look="care" title={t('banner.memoryTitle')} testId="banner-memory">
          {t('banner.memoryText', { why: t(`banner.diskWhy.${health.diskTrouble ?? 'failed'}`) })}
        </Banner>
      ) : null}
      <AsideBanner />
      {saveFailed ? (
        <Banner look="calm" title={t('nav.settings')} testId="banner-settings">
          {t('settings.saveFailed')}
        </Banner>
      ) : null}
    </>
  )
}

/** Until somebody says that it was seen; another file is another banner. */
const AsideBanner = () => {
  const { t } = useTranslation()
  const aside = useHealth()?.setAside ?? null
  const seen = useSettings((settings) => settings.asideSeen)
  if (aside === null || aside.file === seen) return null
  return (
    <Banner
      look="care"
      title={t('banner.asideTitle')}
      testId="banner-aside"
      aside={
        <Button size="small" onPress={() => change({ asideSeen: aside.file })}>
          {t('banner.asideSeen')}
        </Button>
      }
    >
      {t('banner.asideText', { why: t(`banner.asideWhy.${aside.why}`) })}{' '}
      <span className={style.path}>{aside.file}</span>
      {aside.others > 0 ? ` · ${t('banner.asideOthers', { others: aside.others })}` : ''}
    </Banner>
  )
}

const ReplayBanner = () => {
  const { t, i18n } = useTranslation()
  const replay = useHealth()?.replay
  if (!replay) return null
  const figures = new Intl.NumberFormat(i18n.language)
  const text = t('banner.replayText', {
    done: figures.format(replay.done),
    total: figures.format(replay.total),
  })
  return (
    <Banner
      look="calm"
      title={t('banner.replayTitle')}
      testId="banner-replay"
      aside={<progress value={replay.done} max={Math.max(1, replay.total)} aria-label={text} />}
    >
      {text}
    </Banner>
  )
}
