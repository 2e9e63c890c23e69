import type { ReactNode } from 'react'
import style from './small.module.css'

export type TagLook = 'plain' | 'grey' | 'care' | 'wait' | 'ok'

export const Tag = ({
  children,
  look = 'plain',
  title,
}: {
  readonly children: ReactNode
  readonly look?: TagLook
  readonly title?: string
}) => (
  <span className={style.tag} data-look={look} {...(title ? { title } : {})}>
    {children}
  </span>
)

/** Shape as well as colour: round is well, square needs care, hollow is stale, a triangle is somebody waiting. */
export const Dot = ({ look }: { readonly look: 'ok' | 'care' | 'stale' | 'wait' | 'mine' | 'info' }) => (
  <i className={style.dot} data-look={look} aria-hidden="true" />
)

export const PriorityTag = ({
  priority,
  large = false,
}: {
  readonly priority: 1 | 2 | 3
  readonly large?: boolean
}) => (
  <span className={style.priority} data-priority={priority} data-large={large || undefined}>
    P{priority}
  </span>
)
