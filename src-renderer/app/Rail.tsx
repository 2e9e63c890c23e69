import { Bell, Bluetooth, ClipboardCheck, GraduationCap, Keyboard, Settings, Smartphone } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openDialog, showView, useDesk } from '../desk/desk.ts'
import { useForReview, useHealth, useSession, useSessionActions } from '../feed/hooks.ts'
import style from './App.module.css'

/** Only what exists, and what whoever sits here may use: views above, what opens over them below. */
export const Rail = () => {
  const { t } = useTranslation()
  const isPractice = useHealth()?.practice ?? false
  const view = useDesk((desk) => desk.view)
  const { state } = useSession()
  const isSignedIn = state === 'signedIn'
  const may = useSessionActions()
  return (
    <nav className={style.rail} aria-label={t('nav.main')}>
      <Item
        label={t('nav.operations')}
        isCurrent={view === 'operations'}
        onPress={() => showView('operations')}
        testId="view-operations"
      >
        <Bell size="2rem" strokeWidth={1.7} aria-hidden="true" />
      </Item>
      {may.includes('review') ? <ReviewItem isCurrent={view === 'review'} /> : null}
      {may.includes('beginTest') ? (
        <Item
          label={t('nav.workbench')}
          isCurrent={view === 'workbench'}
          onPress={() => showView('workbench')}
          testId="view-workbench"
        >
          <Bluetooth size="2rem" strokeWidth={1.7} aria-hidden="true" />
        </Item>
      ) : null}
      <span className={style.grow} />
      {isSignedIn ? (
        <Item
          label={t('nav.handsets')}
          onPress={() => openDialog({ kind: 'handsets', handsetId: null })}
          testId="open-handsets"
        >
          <Smartphone size="2rem" strokeWidth={1.7} aria-hidden="true" />
        </Item>
      ) : null}
      {isPractice && state !== 'locked' ? (
        <Item
          label={t('nav.practice')}
          onPress={() => openDialog({ kind: 'instructor' })}
          testId="open-instructor"
        >
          <GraduationCap size="2rem" strokeWidth={1.7} aria-hidden="true" />
        </Item>
      ) : null}
      {state === 'locked' ? null : <Always />}
    </nav>
  )
}

/** Of the window itself, whoever sits here. */
const Always = () => {
  const { t } = useTranslation()
  return (
    <>
      <Item label={t('nav.keys')} onPress={() => openDialog({ kind: 'keys' })} testId="open-keys">
        <Keyboard size="2rem" strokeWidth={1.7} aria-hidden="true" />
      </Item>
      <Item label={t('nav.settings')} onPress={() => openDialog({ kind: 'settings' })} testId="open-settings">
        <Settings size="2rem" strokeWidth={1.7} aria-hidden="true" />
      </Item>
    </>
  )
}

/** How many wait: in figures for the eye, in words for the ear. */
const ReviewItem = ({ isCurrent }: { readonly isCurrent: boolean }) => {
  const { t } = useTranslation()
  const count = useForReview()
  return (
    <Item
      label={count === 0 ? t('nav.review') : t('nav.reviewWaits', { count })}
      isCurrent={isCurrent}
      onPress={() => showView('review')}
      testId="view-review"
    >
      <ClipboardCheck size="2rem" strokeWidth={1.7} aria-hidden="true" />
      {count === 0 ? null : (
        <span className={style.badge} aria-hidden="true" data-testid="review-count">
          {count > most ? `${most}+` : count}
        </span>
      )}
    </Item>
  )
}
/** More would not fit, and would say no more. */
const most = 99

type ItemProps = {
  readonly label: string
  readonly children: ReactNode
  readonly isCurrent?: boolean
  readonly onPress?: () => void
  readonly testId?: string
}

const Item = ({ label, children, isCurrent = false, onPress, testId }: ItemProps) => (
  <button
    type="button"
    className={style.railItem}
    aria-label={label}
    title={label}
    aria-current={isCurrent ? 'page' : undefined}
    data-testid={testId}
    onClick={onPress}
  >
    {children}
  </button>
)
