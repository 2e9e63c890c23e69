import { useTranslation } from 'react-i18next'
import { Dialog, DialogText } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import style from './App.module.css'

const keys = [
  [['space'], 'answerTop'],
  [['J', 'K', '↓', '↑'], 'move'],
  [['Enter'], 'open'],
  [['A'], 'acknowledge'],
  [['R'], 'call'],
  [['D'], 'dispatch'],
  [['G'], 'grant'],
  [['X'], 'close'],
  [['C'], 'crewMessage'],
  [['N'], 'note'],
  [['T'], 'takeOver'],
  [['B'], 'return'],
  [['M'], 'mute'],
  [['Ctrl K'], 'palette'],
  [['Ctrl L'], 'lock'],
  [['E'], 'review'],
  [['J', 'K'], 'reviewMove'],
  [['1', '2', '3'], 'reviewVerdict'],
  [['Ctrl Enter'], 'reviewConfirm'],
  [['P'], 'reviewPrint'],
  [['W'], 'bench'],
  [['J', 'K'], 'benchMove'],
  [['F'], 'benchFind'],
  [['I'], 'benchAsk'],
  [['T'], 'benchTest'],
  [['S'], 'benchStop'],
  [['1', '2', '3'], 'benchVerdict'],
  [['Ctrl Enter'], 'benchSign'],
  [['L'], 'benchLabel'],
  [['?'], 'help'],
  [['Esc'], 'escape'],
] as const

export const KeysDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  return (
    <Dialog title={t('keys.title')} size="narrow" onClose={onClose} testId="keys-dialog">
      <DialogText>{t('keys.text')}</DialogText>
      <dl className={style.keyList}>
        {keys.map(([names, what]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>
              {names.map((name) => (
                <Kbd key={name}>{name === 'space' ? t('keys.space') : name}</Kbd>
              ))}
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
