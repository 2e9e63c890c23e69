import { useTranslation } from 'react-i18next'
import { mostDoors } from '../../../src-domain/access/limits.ts'
import type { CaseView, DoorView } from '../../../src-preload/contract/view.ts'
import { useNow } from '../../feed/clock.ts'
import { Button } from '../../ui/Button.tsx'
import { Checks, type Option } from '../../ui/Choice.tsx'
import { DialogSays } from '../../ui/Dialog.tsx'
import { doorName, floorsOf } from './block.ts'
import { addressOf, doorId } from './caseWords.ts'
import { doorMake, doorState } from './doorWords.ts'
import style from './Ways.module.css'

/** With so few, each is chosen by itself. */
const fewDoors = 4

const ids = (doors: readonly DoorView[]): readonly string[] =>
  doors.flatMap((door) => (door.grantable ? (doorId(door) ?? []) : []))

/** Doors that a grant can name, in walking order. */
export const grantable = (view: CaseView): readonly string[] =>
  floorsOf(view).flatMap(({ doors }) => ids(doors))

/** Which doors, all at once or by floor where there are many. */
export const GrantDoors = ({
  view,
  value,
  onChange,
}: {
  readonly view: CaseView
  readonly value: readonly string[]
  readonly onChange: (doorIds: readonly string[]) => void
}) => {
  const { t } = useTranslation()
  const now = useNow()
  const floors = floorsOf(view)
  const all = grantable(view)
  const option = (door: DoorView): Option<string> => ({
    value: doorId(door) ?? '',
    text: (
      <>
        <b>{doorName(view, door)}</b> <span className="muted">{doorMake(door, t)}</span>
      </>
    ),
    aside: door.grantable ? doorState(door, now, t).text : t('door.notGrantable'),
    isDisabled: !door.grantable,
  })
  const options = floors.flatMap(({ doors }) => doors.filter((door) => !door.keyStore).map(option))
  return (
    <div className={style.grantDoors}>
      {all.length > fewDoors ? (
        <div className={style.grantDoorsBar}>
          <span role="status">{t('dialog.grantDoorsChosen', { n: value.length, all: all.length })}</span>
          <Button size="small" onPress={() => onChange(all.slice(0, mostDoors))} testId="doors-all">
            {t(all.length > mostDoors ? 'dialog.grantDoorsFirst' : 'dialog.grantDoorsAll', { n: mostDoors })}
          </Button>
          <Button size="small" onPress={() => onChange([])} testId="doors-none">
            {t('dialog.grantDoorsNone')}
          </Button>
        </div>
      ) : null}
      {floors.length > 2 ? (
        <div className={style.grantFloors}>
          {floors.map(({ floor, doors }) =>
            floor === null ? null : (
              <Button key={floor} size="small" onPress={() => onChange(withFloor(value, ids(doors)))}>
                {t('case.floor', { floor })}
              </Button>
            ),
          )}
        </div>
      ) : null}
      <div className={style.grantDoorsList} data-many={options.length > fewDoors * 2 || undefined}>
        <Checks
          label={`${t('dialog.grantDoors')} ${addressOf(view, t)}`}
          value={value}
          onChange={onChange}
          testId="grant-doors"
          options={options}
        />
      </div>
      {all.length > mostDoors || value.length > mostDoors ? (
        <DialogSays look="care">
          {t(value.length > mostDoors ? 'dialog.grantTooMany' : 'dialog.grantManyDoors', {
            most: mostDoors,
            all: all.length,
          })}
        </DialogSays>
      ) : null}
    </div>
  )
}

/** A floor goes in as a whole; one that is in already goes out. */
const withFloor = (chosen: readonly string[], floor: readonly string[]): readonly string[] =>
  floor.every((id) => chosen.includes(id))
    ? chosen.filter((id) => !floor.includes(id))
    : [...new Set([...chosen, ...floor])]
