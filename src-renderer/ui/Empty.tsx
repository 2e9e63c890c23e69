import type { LucideIcon } from 'lucide-react'
import style from './Empty.module.css'

type EmptyProps = {
  readonly icon?: LucideIcon
  readonly title: string
  /** What would bring something here. */
  readonly text?: string | null
  /** Something is on its way. */
  readonly isLoading?: boolean
  readonly testId?: string
}

/** Where nothing stands yet, or no more: what that means, in the middle of its place. */
export const Empty = ({ icon: Icon, title, text = null, isLoading = false, testId }: EmptyProps) => (
  <div className={style.empty} role={isLoading ? 'status' : undefined} data-testid={testId}>
    {Icon ? <Icon size="3.2rem" strokeWidth={1.4} aria-hidden="true" /> : null}
    <b>{title}</b>
    {text === null ? null : <p>{text}</p>}
  </div>
)
