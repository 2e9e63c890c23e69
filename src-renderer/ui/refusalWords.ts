import { useTranslation } from 'react-i18next'
import { collisionKinds } from '../../src-domain/command/collision.ts'
import type { Refusal } from '../../src-domain/result.ts'
import { clock } from './timeWords.ts'

/** Codes that say nothing beside who was faster. */
const saidByWho: readonly Refusal['code'][] = ['alreadyOwned', 'alreadyClosed']

/**
 * What was refused, who had done what and when, and what can be done now. `owner`: who has the alarm, as far as this
 * window knows.
 */
export const useRefusalWords = (): ((error: Refusal, owner?: string) => string) => {
  const { t } = useTranslation()
  return ({ code, detail }, owner) => {
    const name = detail.name ?? owner ?? detail.owner ?? t('common.unknown')
    const did = collisionKinds.find((kind) => kind === detail.did)
    const who = did ? [t(`collision.${did}`, { name, at: clock(Number(detail.at)) })] : []
    const until = detail.until === undefined ? '' : clock(Number(detail.until))
    const what = did && saidByWho.includes(code) ? [] : [t(`refusal.${code}.what`, { name, until })]
    return [...what, ...who, t(`refusal.${code}.do`)].join(' ')
  }
}
