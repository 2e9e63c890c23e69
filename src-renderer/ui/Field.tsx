import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import style from './Field.module.css'

type FieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  readonly type?: 'text' | 'password'
  readonly autoFocus?: boolean
  readonly error?: string | null
  readonly maxLength?: number
  readonly testId?: string
  readonly inputMode?: 'text' | 'numeric'
}

/** Enter sends the form of a one-line field; in a longer one Ctrl+Enter does. */
export const Field = ({
  label,
  value,
  onChange,
  rows = 1,
  type = 'text',
  autoFocus = false,
  error = null,
  maxLength = 4_000,
  testId,
  inputMode = 'text',
}: FieldProps) => (
  <TextField
    className={style.field ?? ''}
    value={value}
    onChange={onChange}
    type={type}
    maxLength={maxLength}
    autoFocus={autoFocus}
    isInvalid={error !== null}
    inputMode={inputMode}
    {...(error === null ? {} : { 'aria-description': error })}
  >
    <Label className={style.label ?? ''}>{label}</Label>
    {rows > 1 ? (
      <TextArea
        className={style.input ?? ''}
        rows={rows}
        {...(testId ? { 'data-testid': testId } : {})}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit()
        }}
      />
    ) : (
      <Input className={style.input ?? ''} {...(testId ? { 'data-testid': testId } : {})} />
    )}
    {error === null ? null : (
      <p className={style.error} role="alert">
        {error}
      </p>
    )}
  </TextField>
)
