import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostDoors } from '../../../src-domain/access/limits.ts'
import { grantReasons } from '../../../src-domain/access/words.ts'
import { minute } from '../../../src-domain/time.ts'
import { useDraft } from '../../desk/draft.ts'
import { useNow } from '../../feed/clock.ts'
import { ask } from '../../feed/commands.ts'
import { useProof } from '../../feed/proof.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog, DialogFooter } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { ProofField } from '../../ui/ProofField.tsx'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import { doorId, newestOf } from './caseWords.ts'
import { GrantDoors, grantable } from './GrantDoors.tsx'
import { GrantHolder } from './GrantHolder.tsx'
import { GrantSays } from './GrantSays.tsx'
import { GrantWindow, useWindow } from './GrantWindow.tsx'
import { holdersOf } from './grantHolders.ts'

/** Holder, doors, window, lease, reason: named in one sentence before it is asked once. */
export const GrantDialog = ({
  view,
  unitId,
  onClose,
}: CaseDialogProps & { readonly unitId: string | null }) => {
  const { t } = useTranslation()
  const [basedOn] = useState(() => newestOf(view))
  const now = useNow()
  const who = holdersOf(view.responders)
  const able = who.filter(({ hindrance }) => hindrance === null)
  // At a fire the crew goes in first, though a patrol may be nearer.
  const crew = view.incident ? able.find(({ responder }) => responder.kind === 'fire') : undefined
  const first = able.find(({ responder }) => responder.unitId === unitId) ?? crew ?? able[0]
  const [handsetId, setHandsetId] = useDraft<string | null>('holder', first?.handsetId ?? null)
  const [doorIds, setDoorIds] = useDraft<readonly string[]>('doors', () =>
    grantable(view).slice(0, mostDoors),
  )
  const window = useWindow()
  const proof = useProof()
  const [lease, setLease] = useDraft<'renewed' | 'offline'>('lease', 'renewed')
  const [chosenReason, setReason] = useDraft<(typeof grantReasons)[number] | null>('reason', null)
  const [number, setNumber] = useDraft('number', () => knownNumber(view))
  const [isTried, setTried] = useState(false)

  const holder = able.find((one) => one.handsetId === handsetId)
  const isFire = holder?.responder.kind === 'fire'
  const reason = chosenReason ?? (isFire || view.incident ? 'fire' : 'alarm')
  const chosen = view.doors.filter((door) => doorIds.includes(doorId(door) ?? ''))
  const isReady = holder !== undefined && chosen.length > 0 && chosen.length <= mostDoors && window.isValid
  const isNumberMissing = isFire && number.trim() === ''

  const grant = async () => {
    setTried(true)
    if (!isReady || isNumberMissing || !(await proof.prove())) return
    void ask('grant', {
      caseId: view.caseId,
      unitId: holder.responder.unitId,
      handsetId: holder.handsetId,
      doorIds: [...doorIds],
      startsIn: window.startsIn,
      minutes: window.minutes,
      reason,
      basedOn,
      offline: lease === 'offline',
      incidentNumber: isFire ? number.trim() : null,
    })
    onClose()
  }
  return (
    <Dialog title={t('dialog.grantTitle')} onClose={onClose} testId="grant-dialog">
      <Form onSubmit={() => void grant()}>
        <GrantHolder who={who} value={handsetId} onChange={setHandsetId} />
        {isFire ? (
          <Field
            label={t('dialog.grantNumber')}
            value={number}
            onChange={setNumber}
            maxLength={40}
            error={isTried && isNumberMissing ? t('dialog.grantNumberMissing') : null}
            testId="incident-number"
          />
        ) : null}
        <GrantDoors view={view} value={doorIds} onChange={setDoorIds} />
        <GrantWindow window={window} />
        <Choice
          label={t('dialog.grantLease')}
          look="rows"
          value={lease}
          onChange={setLease}
          testId="grant-lease"
          options={[
            { value: 'renewed', text: t('dialog.leaseRenewed'), aside: t('dialog.leaseRenewedAside') },
            { value: 'offline', text: t('dialog.leaseOffline'), aside: t('dialog.leaseOfflineAside') },
          ]}
        />
        <Choice
          label={t('dialog.grantReason')}
          value={reason}
          onChange={setReason}
          options={grantReasons.map((value) => ({ value, text: t(`grantReason.${value}`) }))}
        />
        <DialogFooter
          says={
            <>
              <GrantSays
                view={view}
                holder={holder}
                doors={chosen}
                from={now + window.startsIn * minute}
                startsLater={window.startsIn > 0}
                until={window.isValid ? now + (window.startsIn + window.minutes) * minute : null}
                isOffline={lease === 'offline'}
              />
              <ProofField proof={proof} />
            </>
          }
        >
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={!isReady || proof.isChecking} testId="confirm">
            {t(lease === 'offline' ? 'dialog.grantConfirmOffline' : 'dialog.grantConfirm')}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}

/** What the fire service's number of it was said to be before. */
const knownNumber = (view: CaseDialogProps['view']): string =>
  view.incident?.number ?? view.grants.find((grant) => grant.incidentNumber !== null)?.incidentNumber ?? ''
