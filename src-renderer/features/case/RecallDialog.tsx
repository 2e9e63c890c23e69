import { useTranslation } from 'react-i18next'
import { ask } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import { addressOf } from './caseWords.ts'

export const RecallDialog = ({
  view,
  dispatchId,
  onClose,
}: CaseDialogProps & { readonly dispatchId: string }) => {
  const { t } = useTranslation()
  const unit = view.responders.find((responder) => responder.dispatch?.dispatchId === dispatchId)
  const name = unit?.name ?? t('common.unknown')
  return (
    <Dialog
      title={t('dialog.recallTitle', { unit: name })}
      size="narrow"
      onClose={onClose}
      testId="recall-dialog"
    >
      <DialogSays>{t('dialog.recallText', { unit: name, address: addressOf(view, t) })}</DialogSays>
      <DialogFooter>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button
          look="danger"
          autoFocus
          testId="confirm"
          onPress={() => {
            void ask('recall', { caseId: view.caseId, dispatchId }, dispatchId)
            onClose()
          }}
        >
          {t('dialog.recallConfirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
