import type { TFunction } from 'i18next'
import type { Ms } from '../../../src-domain/time.ts'
import type { CaseView, DoorView } from '../../../src-preload/contract/view.ts'
import { clock, dayAndClock } from '../../ui/timeWords.ts'
import { doorName, type Floor, floorsOf } from './block.ts'
import { addressOf, doorId, listed, residentOf } from './caseWords.ts'
import { doorMake, doorState } from './doorWords.ts'
import { type Evacuee, evacuees, needsInFire } from './evacuation.ts'

/** One paragraph of what a crew is told. */
export type MessagePart = { readonly title: string; readonly lines: readonly string[] }

/** All that a crew needs, in the order in which it is needed; parts with nothing in them are left out. */
export const crewMessage = (
  view: CaseView,
  now: Ms,
  t: TFunction,
  language: string,
): readonly MessagePart[] =>
  [
    { title: t('crew.where'), lines: whereLines(view, t) },
    ...peopleParts(view, t),
    {
      title: t('crew.doors'),
      lines: floorsOf(view).flatMap((floor) => floorLines(view, floor, now, t, language)),
    },
    { title: t('crew.keys'), lines: keyLines(view, now, t) },
  ].filter(({ lines }) => lines.length > 0)

/** The same as plain text, for the clipboard. */
export const asText = (parts: readonly MessagePart[]): string =>
  parts.map(({ title, lines }) => [title.toUpperCase(), ...lines].join('\n')).join('\n\n')

const whereLines = (view: CaseView, t: TFunction): readonly string[] => {
  const { alarm } = view
  const number =
    view.incident?.number ?? view.grants.find((grant) => grant.incidentNumber !== null)?.incidentNumber
  return [
    [addressOf(view, t), alarm.district].filter(Boolean).join(', '),
    `${t(`alarmKind.${alarm.alarmKind}`)}, ${clock(alarm.raisedAt, 'minutes')}`,
    ...(number == null ? [] : [t('crew.number', { number })]),
  ]
}

const peopleParts = (view: CaseView, t: TFunction): readonly MessagePart[] => {
  if (view.incident) {
    const { helped, others } = evacuees(view.incident.homes)
    const oxygen = [...helped, ...others].filter(({ resident }) => resident.needs.includes('oxygen'))
    return [
      { title: t('crew.oxygen'), lines: oxygen.map((one) => `${placeOf(one, t)}: ${one.resident.name}`) },
      { title: t('crew.helped', { n: helped.length }), lines: helped.map((one) => evacueeLine(one, t)) },
      { title: t('crew.others', { n: others.length }), lines: others.map((one) => evacueeLine(one, t)) },
    ]
  }
  const { resident } = view
  return [
    {
      title: t('crew.people'),
      lines: resident ? [personLine(resident, t), ...saysOf(resident)] : [residentOf(view, t)],
    },
  ]
}

type Person = Evacuee['resident']

const saysOf = ({ instructions }: Pick<Person, 'instructions'>): readonly string[] =>
  instructions.trim() === '' ? [] : [instructions.trim()]

/** What endangers them, or those who come, before all else that they need. */
const personLine = ({ name, age, needs }: Omit<Person, 'id'>, t: TFunction): string => {
  const grave = needsInFire(needs)
  const ordered = [...grave, ...needs.filter((need) => !grave.includes(need))]
  return [t('common.age', { name, age }), ...ordered.map((need) => t(`need.${need}`).toLowerCase())].join(
    ', ',
  )
}

const placeOf = ({ flat, floor }: Evacuee, t: TFunction): string =>
  [floor === null ? null : t('case.floor', { floor }), flat === null ? null : t('case.flat', { flat })]
    .filter((part) => part !== null)
    .join(', ')

const evacueeLine = (one: Evacuee, t: TFunction): string =>
  [`${placeOf(one, t)}: ${personLine(one.resident, t)}`, ...saysOf(one.resident)].join('. ')

/** Doors that are to be opened alike stand in one line; the way in of a single home is numbered instead. */
const floorLines = (
  view: CaseView,
  { floor, doors }: Floor,
  now: Ms,
  t: TFunction,
  language: string,
): readonly string[] => {
  const alike = new Map<string, DoorView[]>()
  for (const door of doors) {
    if (door.keyStore) continue
    const text = doorText(view, door, now, t)
    alike.set(text, [...(alike.get(text) ?? []), door])
  }
  return [...alike].map(([text, same]) => {
    const names = listed(
      same.map((door) => doorName(view, door)),
      language,
    )
    const first = same[0]?.number
    const place = view.incident ? (floor === null ? '' : `${t('case.floor', { floor })}: `) : `${first}. `
    return `${place}${names}: ${text}`
  })
}

const doorText = (view: CaseView, door: DoorView, now: Ms, t: TFunction): string => {
  const warnings = door.warnings.map((warning) => t(`door.warning.${warning}`))
  return [doorState(door, now, t).text.toLowerCase(), needed(view, door, t), ...warnings]
    .filter((part) => part !== '')
    .join('. ')
}

/** What opens it, as it stands now. */
const needed = (view: CaseView, door: DoorView, t: TFunction): string => {
  if (door.alarms.includes('jammed') || door.doorState === 'jammed') return t('crew.needs.force')
  if (door.sharedCode) return t('crew.needs.sharedCode')
  if (!door.grantable) return t('crew.needs.key')
  const id = doorId(door) ?? ''
  const given = view.grants.some(
    ({ state, doors }) => state === 'active' && doors.some(({ doorId: at }) => at === id),
  )
  return t(given ? 'crew.needs.granted' : 'crew.needs.grant')
}

const keyLines = (view: CaseView, now: Ms, t: TFunction): readonly string[] =>
  view.doors.flatMap((door) => {
    const { step } = door
    if (step.kind !== 'keyStore') return []
    const out = view.loans.find((loan) => loan.keyStoreId === step.keyStoreId && loan.returnedAt === null)
    const place = `${doorMake(door, t)}: ${doorName(view, door)}`
    return [out ? `${place}. ${t('key.out', { who: out.unitName, at: dayAndClock(out.outAt, now) })}` : place]
  })
