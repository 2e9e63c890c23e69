import type { ReactNode } from 'react'
import style from './Ring.module.css'

/** Length of the circle of radius 19, in the units of its 44 × 44 box. */
const around = 2 * Math.PI * 19

/** Fills towards the answer target: full means overdue. */
export const Ring = ({ part, label }: { readonly part: number; readonly label: string }) => (
  <svg className={style.ring} viewBox="0 0 44 44" aria-hidden="true" data-full={part >= 1 || undefined}>
    <circle className={style.track} cx="22" cy="22" r="19" />
    <circle
      className={style.fill}
      cx="22"
      cy="22"
      r="19"
      strokeDasharray={`${Math.min(1, part) * around} ${around}`}
      transform="rotate(-90 22 22)"
    />
    <text x="22" y="22" data-long={label.length > 4 || undefined}>
      {label}
    </text>
  </svg>
)

/** A case that somebody has: its kind in a quiet circle. */
export const KindRing = ({ children }: { readonly children: ReactNode }) => (
  <span className={style.kind} aria-hidden="true">
    {children}
  </span>
)
