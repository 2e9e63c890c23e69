import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outcome, outcomes } from '../../../src-domain/alarm/words.ts'
import { saysContact } from '../../../src-domain/command/close.ts'
import { useDraft } from '../../desk/draft.ts'
import { ask } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog, DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import { newestOf, residentOf } from './caseWords.ts'
import { StillOpens } from './StillOpens.tsx'

export const CloseDialog = ({ view, onClose }: CaseDialogProps) => {
  const { t } = useTranslation()
  const [basedOn] = useState(() => newestOf(view))
  const hasArrived = view.timeline.some((item) => item.kind === 'dispatch.arrived')
  const [outcome, setOutcome] = useDraft<Outcome>('outcome', hasArrived ? 'helpedOnScene' : 'helpedByPhone')
  const [note, setNote] = useDraft('note', '')
  const [isTried, setTried] = useState(false)
  const needsReason = !hasArrived && !saysContact(outcome)
  const isMissing = needsReason && note.trim() === ''
  const active = view.grants.filter((grant) => grant.state === 'active').length
  const close = () => {
    setTried(true)
    if (isMissing) return
    void ask('close', { caseId: view.caseId, outcome, note: note.trim(), basedOn })
    onClose()
  }
  return (
    <Dialog title={t('dialog.closeTitle')} onClose={onClose} testId="close-dialog">
      <Form onSubmit={close}>
        <DialogSays>
          {view.incident
            ? `${t(`alarmKind.${view.alarm.alarmKind}`)}, ${view.incident.address}`
            : t('dialog.closeText', {
                kind: t(`alarmKind.${view.alarm.alarmKind}`),
                who: residentOf(view, t),
              })}
          {active > 0 ? `. ${t('dialog.closeGrants', { count: active })}` : ''}
        </DialogSays>
        <StillOpens view={view} />
        <Choice
          label={t('dialog.closeOutcome')}
          autoFocus
          value={outcome}
          onChange={setOutcome}
          options={outcomes.map((value) => ({ value, text: t(`outcome.${value}`) }))}
          testId="outcome"
        />
        {needsReason ? <DialogSays look="care">{t('dialog.closeReasonNeeded')}</DialogSays> : null}
        <Field
          label={needsReason ? t('common.reason') : t('common.noteOptional')}
          value={note}
          onChange={setNote}
          rows={3}
          error={isTried && isMissing ? t('dialog.closeReasonMissing') : null}
          testId="close-note"
        />
        <DialogFooter>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" testId="confirm">
            {t('dialog.closeConfirm')}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
