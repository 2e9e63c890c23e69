import { Ban, Check, Wrench } from 'lucide-react'
import type { VerdictKind } from '../../../src-domain/hardware/verdict.ts'
import style from './Unit.module.css'

const icons = { reuse: Check, repair: Wrench, scrap: Ban } as const

/** A shape for each verdict, so that it is known without its colour. */
export const VerdictMark = ({
  verdict,
  large = false,
}: {
  readonly verdict: VerdictKind
  readonly large?: boolean
}) => {
  const Icon = icons[verdict]
  return (
    <span
      className={style.verdictMark}
      data-verdict={verdict}
      data-large={large || undefined}
      aria-hidden="true"
    >
      <Icon size={large ? '2.2rem' : '1.4rem'} strokeWidth={2.4} aria-hidden="true" />
    </span>
  )
}
