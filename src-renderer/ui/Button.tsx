import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import style from './Button.module.css'
import { Kbd } from './Kbd.tsx'

/** `danger` takes something back; it is amber, since red means that a person is waiting and nothing else. */
export type ButtonLook = 'plain' | 'primary' | 'danger' | 'quiet'

type ButtonProps = {
  readonly children: ReactNode
  readonly onPress?: () => void
  readonly look?: ButtonLook
  readonly size?: 'usual' | 'small' | 'large'
  /** The key that does the same. */
  readonly keys?: string
  readonly isDisabled?: boolean
  /** Said to a screen reader instead of the words on the button; must contain them. */
  readonly label?: string
  readonly icon?: ReactNode
  readonly type?: 'button' | 'submit'
  readonly autoFocus?: boolean
  readonly testId?: string
  readonly wide?: boolean
}

export const Button = ({
  children,
  onPress,
  look = 'plain',
  size = 'usual',
  keys,
  isDisabled = false,
  label,
  icon,
  type = 'button',
  autoFocus = false,
  testId,
  wide = false,
}: ButtonProps) => (
  <AriaButton
    className={style.button ?? ''}
    data-look={look}
    data-size={size}
    data-wide={wide || undefined}
    type={type}
    isDisabled={isDisabled}
    autoFocus={autoFocus}
    {...(onPress ? { onPress } : {})}
    {...(label ? { 'aria-label': label } : {})}
    {...(testId ? { 'data-testid': testId } : {})}
    {...(keys ? { 'aria-keyshortcuts': keys } : {})}
  >
    {icon}
    <span>{children}</span>
    {keys ? <Kbd>{keys}</Kbd> : null}
  </AriaButton>
)

type IconButtonProps = {
  readonly label: string
  readonly children: ReactNode
  readonly onPress: () => void
  readonly testId?: string
  readonly isDisabled?: boolean
}

export const IconButton = ({ label, children, onPress, testId, isDisabled = false }: IconButtonProps) => (
  <AriaButton
    className={style.icon ?? ''}
    aria-label={label}
    onPress={onPress}
    isDisabled={isDisabled}
    {...(testId ? { 'data-testid': testId } : {})}
  >
    {children}
  </AriaButton>
)
