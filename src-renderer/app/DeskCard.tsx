import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import style from './App.module.css'

type DeskCardProps = {
  readonly icon: LucideIcon
  readonly title: string
  readonly says: string
  readonly testId: string
  readonly state?: string
  readonly children: ReactNode
}

/** In the place of map and case, where nobody can work yet: why that is, and the way on. */
export const DeskCard = ({ icon: Icon, title, says, testId, state, children }: DeskCardProps) => (
  <div className={style.lock}>
    <section className={style.signInCard} aria-label={title} data-testid={testId} data-state={state}>
      <div className={style.lockHead}>
        <Icon size="2.6rem" strokeWidth={1.6} aria-hidden="true" />
        <div>
          <h2>{title}</h2>
          <p className="muted">{says}</p>
        </div>
      </div>
      {children}
    </section>
  </div>
)
