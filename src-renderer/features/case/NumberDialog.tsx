import { useTranslation } from 'react-i18next'
import { useDraft } from '../../desk/draft.ts'
import { ask } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogFooter, DialogText } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import type { CaseDialogProps } from './CaseDialogProps.ts'

/** Fire & rescue's own number, which often comes after the incident was opened. */
export const NumberDialog = ({ view, onClose }: CaseDialogProps) => {
  const { t } = useTranslation()
  const known = view.incident?.number ?? null
  // Together: what somebody else writes meanwhile is not what this one was begun from.
  const [{ number, from }, setBegun] = useDraft('number', { number: known ?? '', from: known })
  const isEmpty = number.trim() === ''
  const write = () => {
    if (isEmpty) return
    void ask('numberIncident', { caseId: view.caseId, number: number.trim(), from })
    onClose()
  }
  return (
    <Dialog title={t('action.numberIncident')} size="narrow" onClose={onClose} testId="number-dialog">
      <DialogText>{t('incident.numberText')}</DialogText>
      <Form onSubmit={write}>
        <Field
          label={t('incident.numberLabel')}
          value={number}
          onChange={(next) => setBegun({ number: next, from })}
          maxLength={40}
          autoFocus
          testId="incident-number"
        />
        <DialogFooter>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={isEmpty} testId="confirm">
            {t('incident.numberConfirm')}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
