import type { TFunction } from 'i18next'
import type { CaseView, DoorView, GrantView, ResponderView } from '../../../src-preload/contract/view.ts'

/** How people say it: street, flat, floor. */
export const addressOf = (view: CaseView, t: TFunction): string => {
  const { home } = view
  if (!home) return view.alarm.address ?? view.alarm.district ?? t('common.unknown')
  return [
    `${home.street} ${home.number}`,
    home.flat === null ? null : t('case.flat', { flat: home.flat }),
    home.floor === null ? null : t('case.floor', { floor: home.floor }),
  ]
    .filter((part) => part !== null)
    .join(', ')
}

export const residentOf = (view: CaseView, t: TFunction): string =>
  view.resident?.name ?? view.alarm.resident?.name ?? t('common.unknownResident')

export const doorId = (door: DoorView): string | null => (door.step.kind === 'door' ? door.step.doorId : null)

export const holderOf = (grant: GrantView): string =>
  grant.holder ? `${grant.holder.name} (${grant.unitName})` : grant.unitName

/** Still on this case: sent, on its way or there. */
export const isHere = (responder: ResponderView): boolean =>
  responder.dispatch !== null && ['sent', 'accepted', 'arrived'].includes(responder.dispatch.state)

/** The domain's number in the words of a list: "a, b og c". */
export const listed = (words: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(words)

/** A number as it is read, never broken over two lines. */
export const unbroken = (number: string): string => number.replaceAll(' ', '\u00a0')

/** "Laila Aasen" as "Laila A.": a crew in one line; the whole name is told where a grant is given. */
export const shortName = (name: string): string => {
  const parts = name.split(' ')
  const last = parts.at(-1)
  return parts.length < 2 || last === undefined ? name : `${parts.slice(0, -1).join(' ')} ${last.charAt(0)}.`
}
