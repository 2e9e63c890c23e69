import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { grantReasons } from '../../../src-domain/access/words.ts'
import type { ChainStep } from '../../../src-domain/registry/rows.ts'
import { hour } from '../../../src-domain/time.ts'
import { useDraft } from '../../desk/draft.ts'
import { useNow } from '../../feed/clock.ts'
import { ask, useAsked } from '../../feed/commands.ts'
import { useProof } from '../../feed/proof.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog, DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { ProofField } from '../../ui/ProofField.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import { doorName } from './block.ts'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import style from './Code.module.css'
import { CodeShown } from './CodeShown.tsx'
import { stepKey } from './caseWords.ts'

/** Whole hours from the beginning of this one, as the keypad counts them. */
const windows = ['1', '2', '3', '6', '12', '24'] as const

/** A code for whoever hears it: what cannot be known or taken back is said before it is given. */
export const CodeDialog = ({ view, step, onClose }: CaseDialogProps & { readonly step: ChainStep }) => {
  const { t } = useTranslation()
  const [isAsked, setAsked] = useState(false)
  const asked = useAsked('issueCode', view.caseId, stepKey(step))
  const outcome = isAsked ? asked : null
  const isFailed = outcome?.kind === 'refused' || outcome?.kind === 'unknown'
  // Why, and what can be done instead, stands with the case until it is dismissed.
  useEffect(() => {
    if (isFailed) onClose()
  }, [isFailed, onClose])
  const door = view.doors.find((one) => stepKey(one.step) === stepKey(step))
  const place = door ? doorName(view, door) : t('common.unknown')
  const entryId = outcome?.kind === 'done' ? (outcome.entryIds[0] ?? null) : null
  const code = view.codes.find((one) => one.entryId === entryId && entryId !== null)
  return (
    <Dialog
      title={t(outcome ? 'code.shownTitle' : 'code.dialogTitle', { place })}
      onClose={onClose}
      testId="code-dialog"
    >
      {outcome ? (
        <CodeShown caseId={view.caseId} entryId={entryId} code={code} onClose={onClose} />
      ) : (
        <CodeForm
          place={place}
          isClockLost={door?.clock === 'lost'}
          onCancel={onClose}
          onGive={(hours, reason) => {
            setAsked(true)
            void ask('issueCode', { caseId: view.caseId, step, hours, reason }, stepKey(step))
          }}
        />
      )}
    </Dialog>
  )
}

type Reason = (typeof grantReasons)[number]

const CodeForm = ({
  place,
  isClockLost,
  onCancel,
  onGive,
}: {
  readonly place: string
  readonly isClockLost: boolean
  readonly onCancel: () => void
  readonly onGive: (hours: number, reason: Reason) => void
}) => {
  const { t } = useTranslation()
  const now = useNow()
  // The hour that has begun counts as one: at five to four, one hour would be five minutes.
  const [hours, setHours] = useDraft<(typeof windows)[number]>('hours', '2')
  const [reason, setReason] = useDraft<Reason>('reason', 'alarm')
  const proof = useProof()
  const give = async () => {
    if (await proof.prove()) onGive(Number(hours), reason)
  }
  const from = now - (now % hour)
  const until = (n: string) => dayAndClock(from + Number(n) * hour, now)
  return (
    <Form onSubmit={() => void give()}>
      <Choice
        label={t('dialog.grantMinutes')}
        autoFocus
        value={hours}
        onChange={setHours}
        testId="code-hours"
        options={windows.map((n) => ({
          value: n,
          text: t('time.h', { n }),
          aside: t('opener.until', { at: until(n) }),
        }))}
      />
      <Choice
        label={t('dialog.grantReason')}
        value={reason}
        onChange={setReason}
        options={grantReasons.map((value) => ({ value, text: t(`grantReason.${value}`) }))}
      />
      <ul className={style.honest} data-testid="code-honest">
        <li>{t('code.noHolder')}</li>
        <li>{t('code.noRecall', { place, at: until(hours) })}</li>
        <li>{t('code.anybody')}</li>
      </ul>
      {isClockLost ? <DialogSays look="care">{t('code.clockLost')}</DialogSays> : null}
      <DialogFooter says={<ProofField proof={proof} />}>
        <Button onPress={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" isDisabled={proof.isChecking} testId="confirm">
          {t('code.confirm')}
        </Button>
      </DialogFooter>
    </Form>
  )
}
