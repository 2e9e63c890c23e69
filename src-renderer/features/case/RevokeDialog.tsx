import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { revokeReasons } from '../../../src-domain/access/words.ts'
import { ask } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog, DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { clock } from '../../ui/timeWords.ts'
import { nameOfDoor } from './block.ts'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import { holderOf, someOf } from './caseWords.ts'

/** As many doors as one sentence names. */
const named = 5

/** Says, before it is asked, until when the handset may open all the same. */
export const RevokeDialog = ({ view, grantId, onClose }: CaseDialogProps & { readonly grantId: string }) => {
  const { t, i18n } = useTranslation()
  const [reason, setReason] = useState<(typeof revokeReasons)[number]>('noLongerNeeded')
  const grant = view.grants.find((one) => one.grantId === grantId)
  if (!grant) return null
  const revoke = () => {
    void ask('revoke', { caseId: view.caseId, grantId, reason }, grantId)
    onClose()
  }
  const doors = someOf(
    grant.doors.map((door) => nameOfDoor(view, door.doorId) ?? door.label),
    named,
    t,
    i18n.language,
  )
  return (
    <Dialog title={t('dialog.revokeTitle')} size="narrow" onClose={onClose} testId="revoke-dialog">
      <Form onSubmit={revoke}>
        <DialogSays>{t('dialog.revokeText', { holder: holderOf(grant), doors })}</DialogSays>
        {grant.mayOpenUntil === null ? null : (
          <DialogSays look="care">
            {t('dialog.revokeMay', { at: clock(grant.mayOpenUntil, 'minutes') })}
          </DialogSays>
        )}
        <Choice
          label={t('common.reason')}
          autoFocus
          value={reason}
          onChange={setReason}
          options={revokeReasons.map((value) => ({ value, text: t(`revokeReason.${value}`) }))}
        />
        <DialogFooter>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="danger" testId="confirm">
            {t('dialog.revokeConfirm')}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
