import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { second } from '../../../src-domain/time.ts'
import { ask } from '../../feed/commands.ts'
import { useAge } from '../../ui/Ago.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog, DialogFooter, DialogSays, DialogText } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import { addressOf } from './caseWords.ts'
import { byTravelTime } from './Responders.tsx'

/** By travel time; the nearest that can go, and can be let in, is chosen already. */
export const DispatchDialog = ({
  view,
  unitId,
  onClose,
}: CaseDialogProps & { readonly unitId: string | null }) => {
  const { t } = useTranslation()
  const words = useAge()
  const can = byTravelTime(view.responders).filter((responder) => responder.actions.includes('dispatch'))
  const [chosen, setChosen] = useState<string | null>(
    unitId ?? (can.find(({ serves }) => serves) ?? can[0])?.unitId ?? null,
  )
  const unit = can.find((responder) => responder.unitId === chosen)
  const send = () => {
    if (!unit) return
    void ask('dispatch', { caseId: view.caseId, unitId: unit.unitId }, unit.unitId)
    onClose()
  }
  return (
    <Dialog title={t('dialog.dispatchTitle')} onClose={onClose} testId="dispatch-dialog">
      <DialogText>{t('dialog.dispatchText', { address: addressOf(view, t) })}</DialogText>
      <Form onSubmit={send}>
        {can.length === 0 ? (
          <p>{t('dialog.dispatchNone')}</p>
        ) : (
          <Choice
            label={t('case.responders')}
            look="rows"
            autoFocus
            value={chosen}
            onChange={setChosen}
            options={can.map((responder) => ({
              value: responder.unitId,
              text: (
                <>
                  <b>{responder.name}</b>{' '}
                  <span className="muted">{responder.crew.map((person) => person.name).join(', ')}</span>{' '}
                  {responder.serves ? null : <Tag look="care">{t('responder.otherProvider')}</Tag>}
                </>
              ),
              aside:
                responder.seconds === null
                  ? t('responder.etaUnknown')
                  : t(responder.estimated ? 'responder.etaEstimated' : 'responder.eta', {
                      age: words(Math.max(60, responder.seconds) * second),
                    }),
            }))}
          />
        )}
        {unit && !unit.serves ? (
          <DialogSays look="care">{t('responder.otherProviderSays', { unit: unit.name })}</DialogSays>
        ) : null}
        <DialogFooter>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={!unit} testId="confirm">
            {t('dialog.dispatchConfirm', { unit: unit?.name ?? '' })}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
