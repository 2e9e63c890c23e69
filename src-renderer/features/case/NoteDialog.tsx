import { useTranslation } from 'react-i18next'
import { useDraft } from '../../desk/draft.ts'
import { ask } from '../../feed/commands.ts'
import { useIsAway } from '../../feed/hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogFooter, DialogText } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import type { CaseDialogProps } from './CaseDialogProps.ts'

export const NoteDialog = ({ view, onClose }: CaseDialogProps) => {
  const { t } = useTranslation()
  const isAway = useIsAway()
  const [text, setText] = useDraft('note', '')
  const isEmpty = text.trim() === ''
  const write = () => {
    if (isEmpty) return
    void ask('note', { caseId: view.caseId, text: text.trim() })
    onClose()
  }
  return (
    <Dialog title={t('dialog.noteTitle')} size="narrow" onClose={onClose} testId="note-dialog">
      <DialogText>{isAway ? t('dialog.noteAway') : t('dialog.noteText')}</DialogText>
      <Form onSubmit={write}>
        <Field
          label={t('common.note')}
          value={text}
          onChange={setText}
          rows={5}
          autoFocus
          testId="note-text"
        />
        <DialogFooter>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={isEmpty} testId="confirm">
            {t('dialog.noteConfirm')}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
