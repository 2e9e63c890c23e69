import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { returnReasons, takeOverReasons } from '../../../src-domain/alarm/words.ts'
import { useDraft } from '../../desk/draft.ts'
import { ask } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog, DialogFooter, DialogText } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import type { CaseDialogProps } from './CaseDialogProps.ts'

/** Two ways in which a case changes hands; each needs a reason, and neither resets a timer. */

export const ReturnDialog = ({ view, onClose }: CaseDialogProps) => {
  const { t } = useTranslation()
  const [reason, setReason] = useDraft<(typeof returnReasons)[number]>('reason', 'needsColleague')
  const [note, setNote] = useDraft('note', '')
  const handBack = () => {
    void ask('return', { caseId: view.caseId, reason, note: note.trim() })
    onClose()
  }
  return (
    <Dialog title={t('dialog.returnTitle')} size="narrow" onClose={onClose} testId="return-dialog">
      <DialogText>{t('dialog.returnText')}</DialogText>
      <Form onSubmit={handBack}>
        <Choice
          label={t('common.reason')}
          autoFocus
          value={reason}
          onChange={setReason}
          options={returnReasons.map((value) => ({ value, text: t(`returnReason.${value}`) }))}
        />
        <Field label={t('common.noteOptional')} value={note} onChange={setNote} rows={3} />
        <DialogFooter>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" testId="confirm">
            {t('dialog.returnConfirm')}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}

export const TakeOverDialog = ({ view, onClose }: CaseDialogProps) => {
  const { t } = useTranslation()
  const [reason, setReason] = useDraft<(typeof takeOverReasons)[number]>('reason', 'agreed')
  // Whoever had it when this was opened: that is whom it was agreed with.
  const [owner] = useState(view.alarm.owner)
  const [note, setNote] = useDraft('note', '')
  const takeOver = () => {
    void ask('takeOver', {
      caseId: view.caseId,
      reason,
      note: note.trim(),
      ...(owner ? { from: owner.id } : {}),
    })
    onClose()
  }
  return (
    <Dialog title={t('dialog.takeOverTitle')} size="narrow" onClose={onClose} testId="take-over-dialog">
      <DialogText>{t('dialog.takeOverText', { name: owner?.name ?? t('common.unknown') })}</DialogText>
      <Form onSubmit={takeOver}>
        <Choice
          label={t('common.reason')}
          autoFocus
          value={reason}
          onChange={setReason}
          options={takeOverReasons.map((value) => ({ value, text: t(`takeOverReason.${value}`) }))}
        />
        <Field label={t('common.noteOptional')} value={note} onChange={setNote} rows={3} />
        <DialogFooter>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" testId="confirm">
            {t('dialog.takeOverConfirm')}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
