import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import style from './Choice.module.css'

export type Option<V extends string> = {
  readonly value: V
  readonly text: ReactNode
  readonly aside?: ReactNode
  readonly isDisabled?: boolean
}

type ChoiceProps<V extends string> = {
  readonly label: string
  readonly options: readonly Option<V>[]
  readonly value: V | null
  readonly onChange: (value: V) => void
  /** `chips` for a few short words, `rows` where each says more. */
  readonly look?: 'chips' | 'rows'
  readonly autoFocus?: boolean
  readonly testId?: string
}

/** One of a few, all in sight: nothing has to be unfolded at four in the morning. */
export const Choice = <V extends string>({
  label,
  options,
  value,
  onChange,
  look = 'chips',
  autoFocus = false,
  testId,
}: ChoiceProps<V>) => (
  <RadioGroup
    className={style.group ?? ''}
    value={value}
    onChange={(chosen) => {
      const option = options.find((o) => o.value === chosen)
      if (option) onChange(option.value)
    }}
    {...(testId ? { 'data-testid': testId } : {})}
  >
    <Label className={style.label ?? ''}>{label}</Label>
    <div className={look === 'chips' ? style.chips : style.rows}>
      {options.map((option, index) => (
        <Radio
          key={option.value}
          value={option.value}
          className={look === 'chips' ? (style.chip ?? '') : (style.row ?? '')}
          isDisabled={option.isDisabled ?? false}
          autoFocus={autoFocus && (value === null ? index === 0 : option.value === value)}
        >
          {look === 'rows' ? <span className={style.mark} aria-hidden="true" /> : null}
          <span>{option.text}</span>
          {option.aside === undefined ? null : <span className={style.aside}>{option.aside}</span>}
        </Radio>
      ))}
    </div>
  </RadioGroup>
)

type ChecksProps = {
  readonly label: string
  readonly options: readonly Option<string>[]
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  readonly testId?: string
}

export const Checks = ({ label, options, value, onChange, testId }: ChecksProps) => (
  <CheckboxGroup
    className={style.group ?? ''}
    value={[...value]}
    onChange={onChange}
    {...(testId ? { 'data-testid': testId } : {})}
  >
    <Label className={style.label ?? ''}>{label}</Label>
    <div className={style.rows}>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          value={option.value}
          className={style.row ?? ''}
          isDisabled={option.isDisabled ?? false}
        >
          <span className={style.box} aria-hidden="true">
            <Check size="1.3rem" strokeWidth={3} />
          </span>
          <span>{option.text}</span>
          {option.aside === undefined ? null : <span className={style.aside}>{option.aside}</span>}
        </Checkbox>
      ))}
    </div>
  </CheckboxGroup>
)
