import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { useNow } from '../../feed/clock.ts'
import { Section } from '../../ui/Section.tsx'
import { type Floor, floorsOf } from './block.ts'
import { stepKey } from './caseWords.ts'
import { Door } from './Door.tsx'
import { doorState } from './doorWords.ts'
import style from './Ways.module.css'

/** More than these are folded away by floor. */
const unfoldedDoors = 10

/** The door chain in walking order, then the ways around it; of a block, what all share and then floor by floor. */
export const Doors = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const isFolded = view.doors.length > unfoldedDoors
  const floors = isFolded ? floorsOf(view) : [{ floor: null, doors: view.doors }]
  return (
    <Section title={t('case.doors')} aside={t('case.doorsAside')} testId="doors">
      {view.doors.length === 0 ? <p className="muted">{t('case.noDoors')}</p> : null}
      {floors.map((floor) =>
        floor.floor === null ? (
          <DoorList key="shared" view={view} floor={floor} />
        ) : (
          <FoldedFloor key={floor.floor} view={view} floor={floor} number={floor.floor} />
        ),
      )}
    </Section>
  )
}

type FloorProps = { readonly view: CaseView; readonly floor: Floor }

const DoorList = ({ view, floor }: FloorProps) => (
  <ol>
    {floor.doors.map((door) => (
      <Door key={stepKey(door.step)} view={view} door={door} />
    ))}
  </ol>
)

/** A floor in one line; what is wrong on it is said although it is folded away. */
const FoldedFloor = ({ view, floor, number }: FloorProps & { readonly number: number }) => {
  const { t } = useTranslation()
  const now = useNow()
  const [isOpen, setOpen] = useState(false)
  const care = floor.doors.filter(
    (door) => doorState(door, now, t).look === 'care' || door.warnings.length > 0,
  ).length
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <div data-testid="floor">
      <button
        type="button"
        className={style.floor}
        aria-expanded={isOpen}
        onClick={() => setOpen((open) => !open)}
      >
        <Chevron size="1.5rem" aria-hidden="true" />
        <b>{t('case.floor', { floor: number })}</b>
        <span className="muted">{t('door.count', { count: floor.doors.length })}</span>
        {care === 0 ? null : <span data-care>{t('door.careCount', { count: care })}</span>}
      </button>
      {isOpen ? <DoorList view={view} floor={floor} /> : null}
    </div>
  )
}
