import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HandsetItem } from '../../../src-preload/contract/access.ts'
import { ask, useAsked } from '../../feed/commands.ts'
import { useIsAway } from '../../feed/hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { AskedLine } from './AskedLine.tsx'

type UnblockFormProps = { readonly handset: HandsetItem; readonly leave: ReactNode }

/** The phone was found: nothing that it had comes back, it may be given anew. */
export const UnblockForm = ({ handset, leave }: UnblockFormProps) => {
  const { t } = useTranslation()
  const asked = useAsked('unblockHandset', null, handset.handsetId)
  const isSending = asked?.kind === 'sending'
  const isAway = useIsAway()
  const { handsetId, phone, unitName } = handset
  return (
    <>
      <DialogSays>{t('handsets.unblockSays', { phone: phone || unitName })}</DialogSays>
      {isAway ? <DialogSays look="care">{t('common.awayNot')}</DialogSays> : null}
      <AskedLine asked={asked} name="unblockHandset" />
      <DialogFooter>
        {leave}
        <Button
          isDisabled={isSending || isAway}
          onPress={() => void ask('unblockHandset', { handsetId, note: '' }, handsetId)}
          testId="unblock"
        >
          {isSending ? t('command.sending') : t('handsets.unblock')}
        </Button>
      </DialogFooter>
    </>
  )
}
