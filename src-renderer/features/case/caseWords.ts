import type { TFunction } from 'i18next'
import type { ChainStep } from '../../../src-domain/registry/rows.ts'
import type { GrantView } from '../../../src-preload/contract/access.ts'
import type { CaseView, DoorView, ResponderView } from '../../../src-preload/contract/view.ts'

/** How people say it: street, flat, floor; of a block, the street alone. */
export const addressOf = (view: CaseView, t: TFunction): string => {
  const { home, incident } = view
  if (incident) return incident.address
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

export const stepKey = (step: ChainStep): string =>
  step.kind === 'door' ? `door/${step.doorId}` : `keyStore/${step.keyStoreId}`

export const doorId = (door: DoorView): string | null => (door.step.kind === 'door' ? door.step.doorId : null)

export const holderOf = (grant: GrantView): string =>
  grant.holder ? `${grant.holder.name} (${grant.unitName})` : grant.unitName

/** Still on this case: sent, on its way or there. */
export const isHere = (responder: ResponderView): boolean =>
  responder.dispatch !== null && ['sent', 'accepted', 'arrived'].includes(responder.dispatch.state)

/** Words in a sentence: "a, b og c". */
export const listed = (words: readonly string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(words)

/** The first few by name and the rest by number: a sentence that names thirty doors is read by nobody. */
export const someOf = (words: readonly string[], most: number, t: TFunction, language: string): string =>
  words.length <= most
    ? listed(words, language)
    : listed([...words.slice(0, most - 1), t('case.andMore', { count: words.length - most + 1 })], language)

/** A number as it is read, never broken over two lines. */
export const unbroken = (number: string): string => number.replaceAll(' ', '\u00a0')

/** "Laila Aasen" as "Laila A.": a crew in one line; the whole name is told where a grant is given. */
export const shortName = (name: string): string => {
  const parts = name.split(' ')
  const last = parts.at(-1)
  return parts.length < 2 || last === undefined ? name : `${parts.slice(0, -1).join(' ')} ${last.charAt(0)}.`
}

/** The newest entry that stands on the screen: what is asked for from now on was decided on that. */
export const newestOf = (view: CaseView): number => Math.max(0, ...view.timeline.map((item) => item.seq))
