import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { second } from '../../../src-domain/time.ts'
import { useNow } from '../../feed/clock.ts'
import { ask, useAsked } from '../../feed/commands.ts'
import { useProof } from '../../feed/proof.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { ProofField } from '../../ui/ProofField.tsx'
import { doorName } from './block.ts'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import style from './Code.module.css'
import { SecretSays } from './CodeShown.tsx'
import { doorId as doorIdOf } from './caseWords.ts'
import { useSecret } from './useSecret.ts'

/** A code that leaves no trace is not left on a screen: so long it stands there. */
const standsFor = 30 * second

/** The shared code of a private lock: who had it shown is known, who enters with it never is. */
export const SharedCodeDialog = ({
  view,
  doorId,
  onClose,
}: CaseDialogProps & { readonly doorId: string }) => {
  const { t } = useTranslation()
  const [isAsked, setAsked] = useState(false)
  const asked = useAsked('revealSharedCode', view.caseId, doorId)
  const outcome = isAsked ? asked : null
  const isFailed = outcome?.kind === 'refused' || outcome?.kind === 'unknown'
  // Why, and what can be done instead, stands with the case until it is dismissed.
  useEffect(() => {
    if (isFailed) onClose()
  }, [isFailed, onClose])
  const found = view.doors.find((one) => doorIdOf(one) === doorId)
  const door = found ? doorName(view, found) : t('common.unknown')
  const proof = useProof()
  const reveal = async () => {
    if (!(await proof.prove())) return
    setAsked(true)
    void ask('revealSharedCode', { caseId: view.caseId, doorId }, doorId)
  }
  return (
    <Dialog
      title={t('sharedCode.title', { door })}
      size="narrow"
      onClose={onClose}
      testId="shared-code-dialog"
    >
      {outcome ? (
        <Revealed
          caseId={view.caseId}
          entryId={outcome.kind === 'done' ? (outcome.entryIds[0] ?? null) : null}
          onClose={onClose}
        />
      ) : (
        <Form onSubmit={() => void reveal()}>
          <DialogSays look="care">{t('sharedCode.says', { door })}</DialogSays>
          <DialogFooter says={<ProofField proof={proof} />}>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button
              type="submit"
              look="primary"
              autoFocus={!proof.isFirst}
              isDisabled={proof.isChecking}
              testId="confirm"
            >
              {t('sharedCode.confirm')}
            </Button>
          </DialogFooter>
        </Form>
      )}
    </Dialog>
  )
}

const Revealed = ({
  caseId,
  entryId,
  onClose,
}: {
  readonly caseId: string
  readonly entryId: string | null
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const now = useNow()
  const { secret, again } = useSecret(caseId, entryId, standsFor)
  return (
    <>
      <div aria-live="polite" className={style.secret}>
        <SecretSays secret={secret} lost={t('sharedCode.lost')} />
      </div>
      {secret.kind === 'shown' ? (
        <p className="muted" role="timer">
          {t('sharedCode.hides', { left: Math.max(0, Math.ceil((secret.until - now) / second)) })}
        </p>
      ) : null}
      <DialogFooter>
        {secret.kind === 'lost' ? <Button onPress={again}>{t('code.tryAgain')}</Button> : null}
        <Button look="primary" autoFocus onPress={onClose} testId="code-done">
          {t('common.close')}
        </Button>
      </DialogFooter>
    </>
  )
}
