import type { Ms } from '../../../src-domain/time.ts'
import type { HandsetItem } from '../../../src-preload/contract/access.ts'
import { upToMinute } from '../../ui/timeWords.ts'

/** Every part of what was typed is in the name, the unit or the number, with or without its blanks. */
export const fits = (handset: HandsetItem, text: string): boolean => {
  const words = plain(
    `${handset.person?.name ?? ''} ${handset.unitName} ${handset.phone} ${handset.phone.replaceAll(' ', '')}`,
  )
  return plain(text)
    .split(/\s+/)
    .every((part) => words.includes(part))
}

const plain = (text: string): string => text.trim().toLowerCase()

/** As people look for them: what somebody has in hand first, then by unit; "Patrulje 2" before "Patrulje 10". */
export const inOrder = (handsets: readonly HandsetItem[]): readonly HandsetItem[] =>
  [...handsets].sort(
    (a, b) =>
      Number(a.person === null) - Number(b.person === null) ||
      a.unitName.localeCompare(b.unitName, undefined, { numeric: true }) ||
      a.phone.localeCompare(b.phone),
  )

/** Until when it may open anything at all, to the minute; null when it opens nothing. */
export const opensUntil = ({ mayOpen }: HandsetItem): Ms | null =>
  mayOpen.length === 0 ? null : upToMinute(Math.max(...mayOpen.map(({ until }) => until)))

/** Whose it is, for a sentence: the person, or the unit that it lies with. */
export const holderOf = ({ person, unitName }: HandsetItem): string =>
  person === null ? unitName : `${person.name} (${unitName})`
