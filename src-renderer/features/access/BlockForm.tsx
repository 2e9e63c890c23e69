import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { blockReasons } from '../../../src-domain/access/words.ts'
import type { HandsetItem } from '../../../src-preload/contract/access.ts'
import { settleMs } from '../../desk/keyGuard.ts'
import { ask, useAsked } from '../../feed/commands.ts'
import { useIsAway } from '../../feed/hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { clock } from '../../ui/timeWords.ts'
import { AskedLine } from './AskedLine.tsx'
import { holderOf, opensUntil } from './handsetWords.ts'

type BlockFormProps = { readonly handset: HandsetItem; readonly leave: ReactNode }

/**
 * "I lost my phone": the button has the focus, and names phone and holder. The Enter that chose the phone must
 * not block it as well, so it acts only on what has stood there long enough to be read.
 */
export const BlockForm = ({ handset, leave }: BlockFormProps) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState<(typeof blockReasons)[number]>('lost')
  const isAway = useIsAway()
  const asked = useAsked('blockHandset', null, handset.handsetId)
  const isSending = asked?.kind === 'sending'
  const shownAt = useRef(Number.POSITIVE_INFINITY)
  useEffect(() => {
    shownAt.current = performance.now()
  }, [])
  const block = () => {
    if (isAway || isSending || performance.now() - shownAt.current < settleMs) return
    void ask('blockHandset', { handsetId: handset.handsetId, reason, note: '' }, handset.handsetId)
  }
  const { person, unitName } = handset
  const phone = handset.phone || unitName
  const until = opensUntil(handset)
  return (
    <Form onSubmit={block}>
      <Choice
        label={t('handsets.reason')}
        value={reason}
        onChange={setReason}
        options={blockReasons.map((value) => ({ value, text: t(`blockReason.${value}`) }))}
        testId="block-reason"
      />
      {isAway ? (
        <DialogSays look="care">{t('handsets.away')}</DialogSays>
      ) : (
        <DialogSays look={until === null ? 'plain' : 'care'}>
          {person
            ? t('handsets.blockSays', { phone, holder: holderOf(handset) })
            : t('handsets.blockSaysNobody', { phone, unit: unitName })}{' '}
          {until === null
            ? t('handsets.blockMayNothing')
            : t('handsets.blockMay', { at: clock(until, 'minutes') })}
        </DialogSays>
      )}
      <AskedLine asked={asked} name="blockHandset" />
      <DialogFooter>
        {leave}
        <Button type="submit" look="danger" autoFocus isDisabled={isAway || isSending} testId="block">
          {isSending ? t('command.sending') : t('handsets.block', { phone })}
        </Button>
      </DialogFooter>
    </Form>
  )
}
