import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenerView } from '../../../src-preload/contract/access.ts'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { OpenerList } from '../../ui/OpenerList.tsx'
import { Section } from '../../ui/Section.tsx'
import style from './Ways.module.css'

/** Everybody who may open a door of this case right now, whoever gave it to them. */
export const WhoMayOpen = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  if (view.doors.length === 0) return null
  return (
    <Section title={t('opener.title')} testId="who-may-open">
      <Openers openers={view.openers} showDoors testId="openers-of-case" />
    </Section>
  )
}

/** How many in one line, and who they are when it is asked. */
export const Openers = ({
  openers,
  showDoors = false,
  isKnown = true,
  testId,
}: {
  readonly openers: readonly OpenerView[]
  readonly showDoors?: boolean
  /** False for a door whose keys we know nothing of: an empty list then says nothing. */
  readonly isKnown?: boolean
  readonly testId: string
}) => {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const listId = useId()
  if (openers.length === 0)
    return (
      <p className="muted" data-testid={testId}>
        {t(isKnown ? 'opener.none' : 'opener.unknown')}
      </p>
    )
  const isCare = openers.some((opener) => opener.isRevoking)
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <div className={style.openers} data-testid={testId}>
      <button
        type="button"
        className={style.openersToggle}
        aria-expanded={isOpen}
        aria-controls={listId}
        data-care={isCare || undefined}
        onClick={() => setOpen((open) => !open)}
      >
        <Chevron size="1.4rem" aria-hidden="true" />
        {t('opener.can', { count: openers.length })}
      </button>
      <div id={listId}>{isOpen ? <OpenerList openers={openers} showDoors={showDoors} /> : null}</div>
    </div>
  )
}
