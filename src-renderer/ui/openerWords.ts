import type { TFunction } from 'i18next'
import type { Ms } from '../../src-domain/time.ts'
import type { OpenerView } from '../../src-preload/contract/access.ts'
import { dayAndClock, upToMinute } from './timeWords.ts'

export type OpenerWords = {
  readonly who: string
  /** Why that one may open. */
  readonly what: string
  readonly until: string
  /** Withdrawn, and still able to. */
  readonly isCare: boolean
}

/** In plain words; where no holder can be proved, nobody is made up. */
export const openerWords = (opener: OpenerView, now: Ms, t: TFunction): OpenerWords => ({
  who: who(opener, t),
  what: what(opener, now, t),
  until: until(opener, now, t),
  isCare: opener.isRevoking,
})

const who = ({ kind, who: name, unitName }: OpenerView, t: TFunction): string => {
  switch (kind) {
    case 'grant':
    case 'key':
      if (name !== null && unitName !== null) return `${name} (${unitName})`
      return name ?? unitName ?? t('opener.nameWithheld')
    case 'residentGrant':
      return name ?? t('opener.nameWithheld')
    case 'code':
      return t('opener.whoeverHasCode')
    case 'sharedCode':
      return t('opener.everyone')
    default:
      return kind satisfies never
  }
}

const what = ({ kind, given, from }: OpenerView, now: Ms, t: TFunction): string => {
  switch (kind) {
    case 'grant':
    case 'code':
    case 'sharedCode':
      return t(`opener.${kind}`)
    case 'key':
      return t('opener.key', { at: dayAndClock(from, now) })
    case 'residentGrant':
      return given === null
        ? ''
        : `${t(`residentGrantKind.${given.kind}`)}, ${t(`residentGrantGiver.${given.by}`)}`
    default:
      return kind satisfies never
  }
}

const until = (opener: OpenerView, now: Ms, t: TFunction): string => {
  if (opener.until === null) return t('opener.noEnd')
  const at = dayAndClock(upToMinute(opener.until), now)
  if (opener.isRevoking) return t('opener.revoking', { at })
  return opener.from > now
    ? t('opener.fromUntil', { from: dayAndClock(opener.from, now), at })
    : t('opener.until', { at })
}
