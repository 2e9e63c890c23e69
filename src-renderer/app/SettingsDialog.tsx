import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { openDialog } from '../desk/desk.ts'
import { change, themes, useSettings, usualColumns } from '../desk/settings.ts'
import { call } from '../feed/bridge.ts'
import { useHealth, useSessionActions } from '../feed/hooks.ts'
import { languages, ownName } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Dialog, DialogText } from '../ui/Dialog.tsx'
import style from './App.module.css'
import { KeptKeys } from './KeptKeys.tsx'

const scales = ['100', '125', '150', '175', '200'] as const
const modes = ['gpu', 'software'] as const

export const SettingsDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const settings = useSettings()
  const graphics = useHealth()?.graphics ?? null
  const columnsId = useId()
  const maySeeKeys = useSessionActions().includes('rotateKey')
  return (
    <Dialog title={t('settings.title')} onClose={onClose} testId="settings-dialog">
      <DialogText>{t('settings.text')}</DialogText>
      <Choice
        label={t('settings.language')}
        autoFocus
        value={settings.language}
        onChange={(language) => change({ language })}
        options={languages.map((value) => ({ value, text: <span lang={value}>{ownName[value]}</span> }))}
        testId="language"
      />
      <Choice
        label={t('settings.theme')}
        value={settings.theme}
        onChange={(theme) => change({ theme })}
        options={themes.map((value) => ({ value, text: t(`settings.themes.${value}`) }))}
        testId="theme"
      />
      <Choice
        label={t('settings.scale')}
        value={scales.find((scale) => Number(scale) === settings.scale) ?? null}
        onChange={(scale) => change({ scale: Number(scale) })}
        options={scales.map((value) => ({ value, text: t('settings.scaleValue', { percent: value }) }))}
        testId="scale"
      />
      <Choice
        label={`${t('settings.graphics')}. ${t('settings.graphicsText')}`}
        value={graphics}
        onChange={(mode) => void call('graphics', { mode })}
        options={modes.map((value) => ({ value, text: t(`settings.graphicsModes.${value}`) }))}
      />
      <KeptKeys />
      <div className={style.choices}>
        <span id={columnsId} className="hidden">
          {t('settings.columns')}
        </span>
        <Button onPress={() => change({ ...usualColumns })}>{t('settings.resetColumns')}</Button>
        {maySeeKeys ? (
          <Button onPress={() => openDialog({ kind: 'signingKeys' })} testId="open-signing-keys">
            {t('trust.title')}
          </Button>
        ) : null}
      </div>
    </Dialog>
  )
}
