import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../feed/clock.ts'
import { ask } from '../../feed/commands.ts'
import { useProof } from '../../feed/proof.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog, DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { ProofField } from '../../ui/ProofField.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import { isHere } from './caseWords.ts'
import { keyStoreOf, loanHolder } from './keyWords.ts'
import { byTravelTime } from './Responders.tsx'

/** A metal key into somebody's hand, and back: both are logged, and nothing but the log knows where it is. */

export const HandOutKeyDialog = ({
  view,
  keyStoreId,
  onClose,
}: CaseDialogProps & { readonly keyStoreId: string }) => {
  const { t } = useTranslation()
  const here = byTravelTime(view.responders).filter(isHere)
  const [unitId, setUnitId] = useState<string | null>(here[0]?.unitId ?? null)
  const unit = here.find((one) => one.unitId === unitId)
  const place = keyStoreOf(view, keyStoreId)?.label ?? t('common.unknown')
  const proof = useProof()
  const handOut = async () => {
    if (!unit || !(await proof.prove())) return
    void ask('handOutKey', { caseId: view.caseId, keyStoreId, unitId: unit.unitId }, keyStoreId)
    onClose()
  }
  return (
    <Dialog title={t('key.handOutTitle', { place })} size="narrow" onClose={onClose} testId="hand-out-dialog">
      <Form onSubmit={() => void handOut()}>
        {here.length === 0 ? (
          <DialogSays look="care">{t('key.nobodySent')}</DialogSays>
        ) : (
          <Choice
            label={t('key.who')}
            look="rows"
            autoFocus
            value={unitId}
            onChange={setUnitId}
            options={here.map((one) => ({
              value: one.unitId,
              text: (
                <>
                  <b>{one.name}</b>{' '}
                  <span className="muted">{one.crew.map((person) => person.name).join(', ')}</span>
                </>
              ),
              aside: one.dispatch ? t(`responder.dispatch.${one.dispatch.state}`) : '',
            }))}
          />
        )}
        {unit ? <DialogSays>{t('key.handOutSays', { unit: unit.name, place })}</DialogSays> : null}
        <DialogFooter says={<ProofField proof={proof} />}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={!unit || proof.isChecking} testId="confirm">
            {t('key.handOutConfirm')}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}

export const ReturnKeyDialog = ({ view, loanId, onClose }: CaseDialogProps & { readonly loanId: string }) => {
  const { t } = useTranslation()
  const now = useNow()
  const loan = view.loans.find((one) => one.loanId === loanId)
  if (!loan) return null
  return (
    <Dialog
      title={t('key.returnTitle', { place: loan.label })}
      size="narrow"
      onClose={onClose}
      testId="return-key-dialog"
    >
      <DialogSays>
        {t('key.returnSays', {
          place: loan.label,
          who: loanHolder(loan),
          at: dayAndClock(loan.outAt, now),
        })}
      </DialogSays>
      <DialogFooter>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button
          look="primary"
          autoFocus
          testId="confirm"
          onPress={() => {
            void ask('returnKey', { caseId: view.caseId, loanId }, loanId)
            onClose()
          }}
        >
          {t('key.returnConfirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
