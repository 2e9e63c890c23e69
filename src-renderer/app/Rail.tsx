import { Bell, GraduationCap, Keyboard, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openDialog } from '../desk/desk.ts'
import { useHealth } from '../feed/hooks.ts'
import style from './App.module.css'

/** Only what exists. */
export const Rail = () => {
  const { t } = useTranslation()
  const isPractice = useHealth()?.practice ?? false
  return (
    <nav className={style.rail} aria-label={t('nav.main')}>
      <Item label={t('nav.operations')} isCurrent>
        <Bell size="2rem" strokeWidth={1.7} aria-hidden="true" />
      </Item>
      <span className={style.grow} />
      {isPractice ? (
        <Item
          label={t('nav.practice')}
          onPress={() => openDialog({ kind: 'instructor' })}
          testId="open-instructor"
        >
          <GraduationCap size="2rem" strokeWidth={1.7} aria-hidden="true" />
        </Item>
      ) : null}
      <Item label={t('nav.keys')} onPress={() => openDialog({ kind: 'keys' })} testId="open-keys">
        <Keyboard size="2rem" strokeWidth={1.7} aria-hidden="true" />
      </Item>
      <Item label={t('nav.settings')} onPress={() => openDialog({ kind: 'settings' })} testId="open-settings">
        <Settings size="2rem" strokeWidth={1.7} aria-hidden="true" />
      </Item>
    </nav>
  )
}

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
