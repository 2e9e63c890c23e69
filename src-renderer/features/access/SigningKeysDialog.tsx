import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFresh } from '../../feed/fresh.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogFooter, DialogSays, DialogText } from '../../ui/Dialog.tsx'
import style from './Access.module.css'
import { DoorsBehind } from './DoorsBehind.tsx'
import { KeyChange, type KeyStep } from './KeyChange.tsx'
import { KeyList } from './KeyList.tsx'

/** The centre's signing keys, what can be done with them, and how far the doors have learnt of it. */
export const SigningKeysDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const { answer, isStale } = useFresh('trust', {})
  const [step, setStep] = useState<KeyStep | null>(null)
  const trust = answer?.trust ?? null
  return (
    <Dialog
      title={step ? t(`trust.${step.kind}Title`, { key: keyOf(step) }) : t('trust.title')}
      onClose={onClose}
      testId="signing-keys-dialog"
    >
      {isStale ? <DialogSays look="care">{t('common.stale')}</DialogSays> : null}
      {answer === null ? <p className="muted">{t('common.loading')}</p> : null}
      {answer !== null && trust === null ? <p>{t('trust.none')}</p> : null}
      {trust && step ? <KeyChange trust={trust} step={step} onDone={() => setStep(null)} /> : null}
      {trust && !step ? (
        <div className={style.page}>
          <DialogText>{t('trust.text')}</DialogText>
          <KeyList trust={trust} onStep={setStep} />
          <DoorsBehind trust={trust} />
          <DialogFooter>
            <Button onPress={onClose}>{t('common.close')}</Button>
          </DialogFooter>
        </div>
      ) : null}
    </Dialog>
  )
}

const keyOf = (step: KeyStep): string => (step.kind === 'rotate' ? '' : step.keyId)
