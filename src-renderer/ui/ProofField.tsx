import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../feed/hooks.ts'
import { usePracticePin } from '../feed/people.ts'
import type { Proof } from '../feed/proof.ts'
import { Field } from './Field.tsx'
import style from './ProofField.module.css'
import { usePinWords } from './pinWords.ts'

/** One field and Enter, beside the button that it is for. Nothing where the PIN was said a moment ago. */
export const ProofField = ({ proof }: { readonly proof: Proof }) => {
  const { t } = useTranslation()
  const pinWords = usePinWords()
  const session = useSession()
  const person = session.state === 'signedIn' ? session.person : null
  const practicePin = usePracticePin(proof.isNeeded ? (person?.id ?? null) : null)
  if (!proof.isNeeded) return null
  const { error } = proof
  return (
    <div className={style.proof} data-testid="proof">
      <KeyRound size="1.8rem" aria-hidden="true" />
      <p>
        {t('proof.why')}{' '}
        {practicePin === null || person === null ? null : (
          <span className="muted">{t('lock.practicePin', { name: person.name, pin: practicePin })}</span>
        )}
      </p>
      <Field
        label={t('proof.label')}
        value={proof.pin}
        onChange={proof.setPin}
        type="password"
        inputMode="numeric"
        maxLength={128}
        autoFocus={proof.isFirst}
        error={error === null ? null : error === 'missing' ? t('proof.missing') : pinWords(error)}
        testId="proof-pin"
      />
    </div>
  )
}
