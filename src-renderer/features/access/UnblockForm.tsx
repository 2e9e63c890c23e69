import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HandsetItem } from '../../../src-preload/contract/access.ts'
import { ask, useAsked } from '../../feed/commands.ts'
import { useIsAway } from '../../feed/hooks.ts'
import { useProof } from '../../feed/proof.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { ProofField } from '../../ui/ProofField.tsx'
import { AskedLine } from './AskedLine.tsx'

type UnblockFormProps = { readonly handset: HandsetItem; readonly leave: ReactNode }

/** The phone was found: nothing that it had comes back, it may be given anew. */
export const UnblockForm = ({ handset, leave }: UnblockFormProps) => {
  const { t } = useTranslation()
  const asked = useAsked('unblockHandset', null, handset.handsetId)
  const isSending = asked?.kind === 'sending'
  const isAway = useIsAway()
  const proof = useProof()
  const { handsetId, phone, unitName } = handset
  const unblock = async () => {
    if (isAway || !(await proof.prove())) return
    void ask('unblockHandset', { handsetId, note: '' }, handsetId)
  }
  return (
    <Form onSubmit={() => void unblock()}>
      <DialogSays>{t('handsets.unblockSays', { phone: phone || unitName })}</DialogSays>
      {isAway ? <DialogSays look="care">{t('common.awayNot')}</DialogSays> : null}
      <AskedLine asked={asked} name="unblockHandset" />
      <DialogFooter says={<ProofField proof={proof} />}>
        {leave}
        <Button type="submit" isDisabled={isSending || isAway || proof.isChecking} testId="unblock">
          {isSending ? t('command.sending') : t('handsets.unblock')}
        </Button>
      </DialogFooter>
    </Form>
  )
}
