import { useTranslation } from 'react-i18next'
import { shortestPassphrase } from '../../src-preload/contract/contract.ts'
import { Field } from '../ui/Field.tsx'

type Fresh = { readonly words: string; readonly again: string }
export const noFresh: Fresh = { words: '', again: '' }

type FreshPassphraseProps = {
  readonly value: Fresh
  readonly onChange: (fresh: Fresh) => void
  readonly error: string | null
  readonly autoFocus?: boolean
  readonly testId: string
}

/** A new passphrase, twice: nobody sees what is typed. */
export const FreshPassphrase = ({
  value,
  onChange,
  error,
  autoFocus = false,
  testId,
}: FreshPassphraseProps) => {
  const { t } = useTranslation()
  return (
    <>
      <Field
        label={t('passphrase.fresh', { least: shortestPassphrase })}
        value={value.words}
        onChange={(words) => onChange({ ...value, words })}
        type="password"
        maxLength={1_024}
        autoFocus={autoFocus}
        testId={testId}
      />
      <Field
        label={t('passphrase.again')}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
        type="password"
        maxLength={1_024}
        error={error}
        testId="passphrase-again"
      />
    </>
  )
}
