import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type VerdictKind, verdictKind } from '../../../src-domain/hardware/verdict.ts'
import type { TestView } from '../../../src-preload/contract/bench.ts'
import { dropDraft, useDraft } from '../../desk/draft.ts'
import { keyGuard } from '../../desk/keyGuard.ts'
import { useKeys } from '../../desk/useKeys.ts'
import { ask, useUnderway } from '../../feed/commands.ts'
import { useIsAway } from '../../feed/hooks.ts'
import { useProof } from '../../feed/proof.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DialogSays } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { ProofField } from '../../ui/ProofField.tsx'
import style from './Unit.module.css'

const verdicts = verdictKind.options

/** One key chooses, another one signs; whoever signs otherwise than the limits say sees that it will be seen. */
export const SignForm = ({ test }: { readonly test: TestView }) => {
  const { t } = useTranslation()
  const { testId } = test
  const [verdict, setVerdict] = useDraft<VerdictKind | null>(`view:sign/${testId}`, test.verdict)
  const [isAsked, setAsked] = useState(false)
  const proof = useProof()
  const underway = useUnderway('signTest', null, testId)
  const isAway = useIsAway()
  const barred = verdict === 'reuse' ? test.reuseBarred : null
  const sign = async (): Promise<void> => {
    if (verdict === null || barred !== null || underway !== null || isAway) return
    // The form comes by itself when a test ends: the field for the PIN, which takes the focus, only once it is wanted.
    if (proof.isNeeded && !isAsked) {
      setAsked(true)
      return
    }
    if (!(await proof.prove())) return
    if (await ask('signTest', { testId, verdict }, testId)) dropDraft(`view:sign/${testId}`)
  }
  const onTest = (act: () => void) => (event: KeyboardEvent) => {
    if (keyGuard.settled('benchTest', performance.now()) !== testId) return
    event.preventDefault()
    act()
  }
  useKeys({
    ...Object.fromEntries(
      verdicts.map((value, index) => [String(index + 1), onTest(() => setVerdict(value))]),
    ),
    '$mod+Enter': onTest(() => void sign()),
  })
  const word = (kind: VerdictKind): string => t(`bench.verdict.${kind}`).toLowerCase()
  return (
    <div className={style.sign} data-testid="bench-sign">
      <Form onSubmit={() => void sign()}>
        <Choice
          label={t('bench.sign.title')}
          value={verdict}
          onChange={setVerdict}
          options={verdicts.map((value, index) => ({
            value,
            text: t(`bench.verdict.${value}`),
            aside: <Kbd>{String(index + 1)}</Kbd>,
          }))}
          testId="bench-verdicts"
        />
        {barred === null && verdict !== null && test.verdict !== null && verdict !== test.verdict ? (
          <DialogSays look="care">
            {t('bench.sign.otherwise', { limits: word(test.verdict), signed: word(verdict) })}
          </DialogSays>
        ) : null}
        {barred ? <DialogSays look="care">{t(`bench.sign.barred.${barred}`)}</DialogSays> : null}
        {isAway ? <DialogSays look="care">{t('bench.sign.away')}</DialogSays> : null}
        {isAsked ? <ProofField proof={{ ...proof, isFirst: true }} /> : null}
        <Button
          type="submit"
          look="primary"
          size="large"
          keys={isAsked ? 'Enter' : 'Ctrl Enter'}
          isDisabled={verdict === null || barred !== null || underway !== null || isAway || proof.isChecking}
          testId="bench-sign-confirm"
        >
          {underway ? t(`command.${underway}`) : t('bench.sign.confirm')}
        </Button>
      </Form>
    </div>
  )
}
