import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { grantReasons } from '../../../src-domain/access/words.ts'
import { minute } from '../../../src-domain/time.ts'
import type { ResponderView } from '../../../src-preload/contract/view.ts'
import { useNow } from '../../feed/clock.ts'
import { ask } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Checks, Choice, type Option } from '../../ui/Choice.tsx'
import { Dialog, DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { clock } from '../../ui/timeWords.ts'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import { addressOf, doorId, listed } from './caseWords.ts'
import { doorMake, doorState } from './doorWords.ts'
import { byTravelTime } from './Responders.tsx'

/** Windows that are asked for most, in minutes; any from 5 to 240 can be written. */
const usualMinutes = ['15', '30', '60', '120'] as const
const own = 'own'

type Holder = { readonly handsetId: string; readonly responder: ResponderView; readonly name: string }

/** Everybody with a handset in a unit that may be granted access now, the nearest first. */
const holders = (responders: readonly ResponderView[]): readonly Holder[] =>
  byTravelTime(responders)
    .filter((responder) => responder.actions.includes('grant'))
    .flatMap((responder) =>
      responder.handsets.map((handset) => ({
        handsetId: handset.handsetId,
        responder,
        name: handset.person ? `${handset.person.name} (${responder.name})` : responder.name,
      })),
    )

export const GrantDialog = ({
  view,
  unitId,
  onClose,
}: CaseDialogProps & { readonly unitId: string | null }) => {
  const { t, i18n } = useTranslation()
  const now = useNow()
  const who = holders(view.responders)
  const first = who.find((holder) => holder.responder.unitId === unitId) ?? who[0]
  const [handsetId, setHandsetId] = useState<string | null>(first?.handsetId ?? null)
  const chain = view.doors.filter((door) => !door.keyStore)
  const [doorIds, setDoorIds] = useState<readonly string[]>(
    chain.flatMap((door) => (door.grantable ? [doorId(door) ?? []].flat() : [])),
  )
  const [usual, setUsual] = useState<(typeof usualMinutes)[number] | typeof own>('30')
  const [written, setWritten] = useState('')
  const [reason, setReason] = useState<(typeof grantReasons)[number]>('alarm')

  const minutes = Number(usual === own ? written : usual)
  const isWindow = Number.isInteger(minutes) && minutes >= 5 && minutes <= 240
  const holder = who.find((one) => one.handsetId === handsetId)
  const chosenDoors = chain.filter((door) => doorIds.includes(doorId(door) ?? ''))
  const isReady = holder !== undefined && chosenDoors.length > 0 && isWindow

  const grant = () => {
    if (!isReady) return
    const { caseId } = view
    void ask('grant', {
      caseId,
      unitId: holder.responder.unitId,
      handsetId: holder.handsetId,
      doorIds: [...doorIds],
      minutes,
      reason,
    })
    onClose()
  }
  return (
    <Dialog title={t('dialog.grantTitle')} onClose={onClose} testId="grant-dialog">
      <Form onSubmit={grant}>
        {who.length === 0 ? (
          <DialogSays look="care">{t('dialog.grantNoHandset')}</DialogSays>
        ) : (
          <Choice
            label={t('dialog.grantHolder')}
            look="rows"
            autoFocus
            value={handsetId}
            onChange={setHandsetId}
            testId="grant-holder"
            options={who.map((one) => ({
              value: one.handsetId,
              text: one.name,
              aside: one.responder.dispatch ? t(`responder.dispatch.${one.responder.dispatch.state}`) : '',
            }))}
          />
        )}
        <Checks
          label={`${t('dialog.grantDoors')} ${addressOf(view, t)}`}
          value={doorIds}
          onChange={setDoorIds}
          testId="grant-doors"
          options={chain.map(
            (door): Option<string> => ({
              value: doorId(door) ?? '',
              text: (
                <>
                  <b>{door.label}</b> <span className="muted">{doorMake(door, t)}</span>
                </>
              ),
              aside: door.grantable ? doorState(door, now, t).text : t('door.notGrantable'),
              isDisabled: !door.grantable,
            }),
          )}
        />
        <Choice
          label={t('dialog.grantMinutes')}
          value={usual}
          onChange={setUsual}
          options={[
            ...usualMinutes.map((n) => ({ value: n, text: t('time.min', { n }) })),
            { value: own, text: t('dialog.grantMinutesOwn') },
          ]}
        />
        {usual === own ? (
          <Field
            label={t('dialog.grantMinutesOwn')}
            value={written}
            onChange={setWritten}
            inputMode="numeric"
            maxLength={3}
            error={written === '' || isWindow ? null : t('refusal.windowInvalid.do')}
          />
        ) : null}
        <Choice
          label={t('dialog.grantReason')}
          value={reason}
          onChange={setReason}
          options={grantReasons.map((value) => ({ value, text: t(`grantReason.${value}`) }))}
        />
        {holder && chosenDoors.length > 0 && isWindow ? (
          <DialogSays>
            {t('dialog.grantSays', {
              holder: holder.name,
              doors: listed(
                chosenDoors.map((door) => door.label),
                i18n.language,
              ),
              until: clock(now + minutes * minute, 'minutes'),
            })}{' '}
            {t('dialog.grantSaysMore')}
          </DialogSays>
        ) : (
          <DialogSays look="care">
            {t(
              chosenDoors.length === 0
                ? 'dialog.grantNoDoor'
                : isWindow
                  ? 'dialog.grantNoHandset'
                  : 'refusal.windowInvalid.do',
            )}
          </DialogSays>
        )}
        <DialogFooter>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={!isReady} testId="confirm">
            {t('dialog.grantConfirm')}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
