import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { strikeReasons } from '../../../src-domain/access/words.ts'
import { never } from '../../../src-domain/result.ts'
import type { TrustView } from '../../../src-preload/contract/access.ts'
import { ask } from '../../feed/commands.ts'
import { useIsAway } from '../../feed/hooks.ts'
import { useProof } from '../../feed/proof.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { ProofField } from '../../ui/ProofField.tsx'

export type KeyStep =
  | { readonly kind: 'rotate' }
  | { readonly kind: 'retire'; readonly keyId: string }
  | { readonly kind: 'strike'; readonly keyId: string }

type KeyChangeProps = {
  readonly trust: TrustView
  readonly step: KeyStep
  readonly onDone: () => void
}

/** Says what happens to doors and phones, and asks once. */
export const KeyChange = ({ trust, step, onDone }: KeyChangeProps) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState<(typeof strikeReasons)[number]>('suspected')
  const [note, setNote] = useState('')
  const isAway = useIsAway()
  const proof = useProof()
  const change = async () => {
    if (isAway || !(await proof.prove())) return
    switch (step.kind) {
      case 'rotate':
        void ask('rotateKey', {})
        break
      case 'retire':
        void ask('retireKey', { keyId: step.keyId }, step.keyId)
        break
      case 'strike':
        void ask('strikeOffKey', { keyId: step.keyId, reason, note }, step.keyId)
        break
      default:
        never(step)
    }
    onDone()
  }
  return (
    <Form onSubmit={() => void change()}>
      <Says trust={trust} step={step} />
      {step.kind === 'strike' ? (
        <>
          <Choice
            label={t('trust.strikeWhy')}
            autoFocus
            value={reason}
            onChange={setReason}
            options={strikeReasons.map((value) => ({ value, text: t(`strikeReason.${value}`) }))}
          />
          <Field label={t('common.noteOptional')} value={note} onChange={setNote} rows={2} />
        </>
      ) : null}
      {isAway ? <DialogSays look="care">{t('common.awayNot')}</DialogSays> : null}
      <DialogFooter says={<ProofField proof={proof} />}>
        <Button look="quiet" onPress={onDone}>
          {t('trust.back')}
        </Button>
        <Button
          type="submit"
          look={step.kind === 'strike' ? 'danger' : 'primary'}
          autoFocus={step.kind !== 'strike' && !proof.isFirst}
          isDisabled={isAway || proof.isChecking}
          testId="confirm"
        >
          {t(`trust.${step.kind}Confirm`)}
        </Button>
      </DialogFooter>
    </Form>
  )
}

const Says = ({ trust, step }: Pick<KeyChangeProps, 'trust' | 'step'>) => {
  const { t } = useTranslation()
  const signing = trust.keys.find(({ signs }) => signs)?.keyId ?? ''
  switch (step.kind) {
    case 'rotate':
      return (
        <DialogSays>
          {t('trust.rotateSays', { key: signing })} {t('trust.rotateDoors')}
        </DialogSays>
      )
    case 'retire':
      return (
        <>
          <DialogSays>{t('trust.retireSays', { key: step.keyId })}</DialogSays>
          {trust.behind > 0 ? (
            <DialogSays look="care">{t('trust.retireBehind', { count: trust.behind })}</DialogSays>
          ) : null}
        </>
      )
    case 'strike':
      return (
        <>
          <DialogSays>
            {t('trust.strikeSays', { key: step.keyId })}{' '}
            {step.keyId === signing ? t('trust.strikeSigns', { key: step.keyId }) : ''}
          </DialogSays>
          <DialogSays look="care">{t('trust.strikeMay')}</DialogSays>
        </>
      )
    default:
      return step satisfies never
  }
}
