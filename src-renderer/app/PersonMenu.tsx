import { Lock, LogOut } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { useTranslation } from 'react-i18next'
import { openDialog } from '../desk/desk.ts'
import { call } from '../feed/bridge.ts'
import { useSession } from '../feed/hooks.ts'
import style from './App.module.css'

export const PersonMenu = () => {
  const { t } = useTranslation()
  const session = useSession()
  if (session.state === 'signedOut') return <span className="muted">{t('top.signedOut')}</span>
  const { name, role } = session.person
  if (session.state === 'locked') return <span className="muted">{t('lock.top', { name })}</span>
  return (
    <MenuTrigger>
      <Button
        className={style.person ?? ''}
        aria-label={`${name}, ${t(`role.${role}`)}. ${t('top.person', { name })}`}
        data-testid="person"
      >
        {name} · {t(`role.${role}`)}
      </Button>
      <Popover placement="bottom end">
        <Menu className={style.menu ?? ''} aria-label={t('top.person', { name })}>
          <MenuItem
            id="settings"
            className={style.menuItem ?? ''}
            onAction={() => openDialog({ kind: 'settings' })}
            textValue={t('nav.settings')}
          >
            {t('nav.settings')}
          </MenuItem>
          <MenuItem
            id="lock"
            className={style.menuItem ?? ''}
            onAction={() => void call('lock', {})}
            textValue={t('lock.action')}
            data-testid="lock"
          >
            <Lock size="1.6rem" aria-hidden="true" /> {t('lock.action')}
          </MenuItem>
          <MenuItem
            id="signOut"
            className={style.menuItem ?? ''}
            onAction={() => void call('signOut', {})}
            textValue={t('top.signOut')}
            data-testid="sign-out"
          >
            <LogOut size="1.6rem" aria-hidden="true" /> {t('top.signOut')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
