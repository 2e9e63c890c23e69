import { type ReactNode, useId } from 'react'
import style from './Section.module.css'

/** A titled part of one scroll. */
export const Section = ({
  title,
  aside,
  children,
  testId,
}: {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly testId?: string
}) => {
  const titleId = useId()
  return (
    <section
      className={style.section}
      aria-labelledby={titleId}
      {...(testId ? { 'data-testid': testId } : {})}
    >
      <div className={style.head}>
        <h3 id={titleId}>{title}</h3>
        {aside === undefined ? null : <span>{aside}</span>}
      </div>
      {children}
    </section>
  )
}
