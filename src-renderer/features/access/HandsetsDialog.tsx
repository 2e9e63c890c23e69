import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFresh } from '../../feed/fresh.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogFooter, DialogSays, DialogText } from '../../ui/Dialog.tsx'
import { HandsetList } from './HandsetList.tsx'
import { HandsetPage } from './HandsetPage.tsx'

type HandsetsDialogProps = {
  /** The one that somebody asked for; null for the list. */
  readonly handsetId: string | null
  readonly onClose: () => void
}

/** The shared phones: who has which, what each may open, and blocking one that is lost. */
export const HandsetsDialog = ({ handsetId, onClose }: HandsetsDialogProps) => {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(handsetId)
  const { answer, isStale } = useFresh('handsets', {})
  const one = answer?.handsets.find((handset) => handset.handsetId === chosen) ?? null
  const title = one ? t('handsets.one', { phone: one.phone || t('handsets.noNumber') }) : t('handsets.title')
  const leave = (
    <>
      <Button look="quiet" onPress={() => setChosen(null)} testId="all-handsets">
        {t('handsets.back')}
      </Button>
      <Button onPress={onClose}>{t('common.close')}</Button>
    </>
  )
  return (
    <Dialog title={title} size={one ? 'usual' : 'wide'} onClose={onClose} testId="handsets-dialog">
      {isStale ? <DialogSays look="care">{t('common.stale')}</DialogSays> : null}
      {answer === null ? (
        <p className="muted">{t('common.loading')}</p>
      ) : one ? (
        <HandsetPage key={one.handsetId} handset={one} leave={leave} />
      ) : chosen === null ? (
        <>
          <DialogText>{t('handsets.text')}</DialogText>
          <HandsetList handsets={answer.handsets} onChoose={setChosen} />
        </>
      ) : (
        <>
          <p>{t('handsets.gone')}</p>
          <DialogFooter>{leave}</DialogFooter>
        </>
      )}
    </Dialog>
  )
}
