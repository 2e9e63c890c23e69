import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 } from 'uuid'
import type { BlockView } from '../../../src-preload/contract/access.ts'
import { openCase, type Place } from '../../desk/desk.ts'
import { useDraft } from '../../desk/draft.ts'
import { call } from '../../feed/bridge.ts'
import { ask } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { BlockSearch } from './BlockSearch.tsx'

type Found =
  | { readonly kind: 'asking' | 'failed' | 'unknown' }
  | { readonly kind: 'block'; readonly block: BlockView }

/** A fire in a block: one case for all who live there, with or without anybody's alarm. */
export const IncidentDialog = ({
  at,
  onClose,
}: {
  readonly at: Place | null
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const [place, setPlace] = useDraft<Place | null>('place', at)
  const found = useBlock(place)
  return (
    <Dialog title={t('action.openIncident')} onClose={onClose} testId="incident-dialog">
      {found === null ? (
        <BlockSearch onChosen={({ homeId }) => setPlace({ kind: 'home', id: homeId })} onCancel={onClose} />
      ) : found.kind === 'block' ? (
        <BlockForm block={found.block} onClose={onClose} />
      ) : (
        <>
          {found.kind === 'asking' ? (
            <p>{t('common.loading')}</p>
          ) : (
            <DialogSays look="care">
              {t(found.kind === 'failed' ? 'incident.failed' : 'incident.unknownPlace')}
            </DialogSays>
          )}
          <DialogFooter>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  )
}

/** Null while no place is chosen. */
const useBlock = (place: Place | null): Found | null => {
  const [found, setFound] = useState<Found>({ kind: 'asking' })
  useEffect(() => {
    if (place === null) return
    let isCurrent = true
    call('block', place).then(
      ({ block }) => {
        if (isCurrent) setFound(block ? { kind: 'block', block } : { kind: 'unknown' })
      },
      () => {
        if (isCurrent) setFound({ kind: 'failed' })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [place])
  return place === null ? null : found
}

const BlockForm = ({ block, onClose }: { readonly block: BlockView; readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const [number, setNumber] = useDraft('number', '')
  const [note, setNote] = useDraft('note', '')
  const { openCaseId } = block
  const open = () => {
    if (openCaseId === null) {
      // Chosen here, so that the window stands at the new case when its first entry comes.
      const caseId = v7()
      void ask('openIncident', {
        caseId,
        homeId: block.homeId,
        number: number.trim() === '' ? null : number.trim(),
        note: note.trim(),
      })
      openCase(caseId)
    } else openCase(openCaseId)
    onClose()
  }
  return (
    <Form onSubmit={open}>
      <DialogSays look={openCaseId === null ? 'plain' : 'care'}>
        {t('incident.about', { ...block })}{' '}
        {t(openCaseId === null ? 'incident.says' : 'incident.alreadyOpen', { address: block.address })}
      </DialogSays>
      {openCaseId === null ? (
        <>
          <Field
            label={t('incident.number')}
            value={number}
            onChange={setNumber}
            maxLength={40}
            autoFocus
            testId="incident-number"
          />
          <Field label={t('common.noteOptional')} value={note} onChange={setNote} rows={3} />
        </>
      ) : null}
      <DialogFooter>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" autoFocus={openCaseId !== null} testId="confirm">
          {t(openCaseId === null ? 'incident.confirm' : 'incident.goThere')}
        </Button>
      </DialogFooter>
    </Form>
  )
}
