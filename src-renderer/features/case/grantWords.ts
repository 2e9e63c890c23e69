import type { TFunction } from 'i18next'
import { grantEnds } from '../../../src-domain/access/words.ts'
import type { GrantView } from '../../../src-preload/contract/access.ts'
import { clock } from '../../ui/timeWords.ts'

/** How a grant stands: what may still be opened with it and until when, and why it is over. */
export const grantStands = (grant: GrantView, t: TFunction): string => {
  const why = endOf(grant, t)
  if (grant.mayOpenUntil === null) return withoutToken(grant, why, t)
  const at = clock(grant.mayOpenUntil, 'minutes')
  switch (grant.state) {
    case 'active':
      return t(grant.offline ? 'grant.offlineText' : 'grant.renewsText', { at })
    case 'revoking':
      return why === null ? t('grant.revokingText', { at }) : t('grant.endingText', { why, at })
    case 'revoked':
    case 'ended':
      return `${why === null ? '' : `${t('grant.endedWhy', { why })} `}${t('grant.mayOpenUntil', { at })}.`
    default:
      return grant.state satisfies never
  }
}

const withoutToken = (grant: GrantView, why: string | null, t: TFunction): string => {
  switch (grant.state) {
    case 'active':
      return t('grant.notFetchedText')
    case 'revoked':
      return t('grant.deletedText')
    case 'revoking':
    case 'ended':
      return `${why === null ? '' : `${t('grant.endedWhy', { why })} `}${t('grant.endedText')}`
    default:
      return grant.state satisfies never
  }
}

/** Why it ended; null where somebody revoked it or nothing ended it. */
const endOf = ({ ended }: GrantView, t: TFunction): string | null => {
  if (ended === null) return null
  const known = grantEnds.find((cause) => cause === ended)
  return known ? t(`grantEnd.${known}`) : ended
}
