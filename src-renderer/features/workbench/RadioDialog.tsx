import { useTranslation } from 'react-i18next'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import { call } from '../../feed/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog, DialogFooter } from '../../ui/Dialog.tsx'
import style from './Adapter.module.css'
import { AdapterSteps } from './AdapterCard.tsx'
import { lackDo, lackSteps } from './lacks.ts'

/** An adapter's name never begins with a blank. */
const first = ' '

type RadioDialogProps = { readonly view: BenchView; readonly onClose: () => void }

/** Which adapter the bench uses, and all that a machine needs for it, in the terms of its system. */
export const RadioDialog = ({ view, onClose }: RadioDialogProps) => {
  const { t } = useTranslation()
  const { adapter } = view
  return (
    <Dialog title={t('bench.radio.help')} onClose={onClose} testId="radio-dialog">
      {adapter === null ? (
        <p>{t('bench.adapter.lookingTitle')}</p>
      ) : (
        <>
          {adapter.adapters.length > 0 ? (
            <Choice
              label={t('bench.adapter.choose')}
              look="rows"
              value={adapter.chosen ?? first}
              onChange={(name) => void call('benchAdapter', { name: name === first ? null : name })}
              options={[
                { value: first, text: t('bench.adapter.first') },
                ...adapter.adapters.map(({ name, label }) => ({ value: name, text: label, aside: name })),
              ]}
              testId="bench-adapters"
            />
          ) : null}
          <AdapterSteps adapter={adapter} />
          <dl className={style.docs}>
            {lackSteps(adapter.platform, null).map(({ lack }) => (
              <div key={lack}>
                <dt>{t(`bench.lacks.${lack}`)}</dt>
                <dd>{lackDo(adapter.platform, lack, t)}</dd>
              </div>
            ))}
          </dl>
          <p className="muted">{t('bench.adapter.docs')}</p>
        </>
      )}
      <DialogFooter>
        <Button look="primary" autoFocus onPress={onClose}>
          {t('common.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
