import { changesTrust, signingKeyOf, type Trust } from '../src-domain/access/trustKeys.ts'
import type { Draft } from '../src-domain/journal/kinds.ts'
import type { Clock } from './clock.ts'
import { centreSays, type Journal } from './journal/journal.ts'
import type { SigningKeys } from './keys.ts'
import { faultWords, type Log } from './log.ts'
import type { Store } from './store/store.ts'

export type TrustPort = {
  readonly centreId: string
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  readonly journal: Journal
  readonly keys: SigningKeys
}

/**
 * Keeps keys and journal together: what the journal says is followed from the moment at which it is on disk, and
 * what the first start finds is said. Before anything else listens to the journal, so that nobody signs with, or
 * publishes, what is no longer true.
 */
export const keepTrust = ({ centreId, clock, log, store, journal, keys }: TrustPort): void => {
  const row = () => store.rows.load('trust', 'trust')
  journal.onPublished(({ facts }) => {
    const trust = facts.some(changesTrust) ? row() : undefined
    if (trust) keys.follow(trust)
  })
  const known = row()
  const drafts = known ? replacement(keys, known) : keys.trust.map(({ id }) => added(id, 1))
  if (drafts.length === 0) return
  if (known) log('error', 'signingKeyLost')
  journal
    .write(() => journal.append(drafts, centreSays(clock.now(), centreId)))
    .catch((error: unknown) => log('error', 'fault', { name: 'trust', ...faultWords(error) }))
}

const added = (keyId: string, version: number): Draft => ({
  kind: 'signingKey.added',
  caseId: null,
  payload: { keyId, version },
})

/**
 * Where the file holds the key that signs no more, another one signs: no door will believe it before somebody has
 * been there, but alarms must ring.
 */
const replacement = (keys: SigningKeys, known: Trust): Draft[] => {
  const signing = signingKeyOf(known)
  return signing !== null && keys.holds(signing) ? [] : [added(keys.nextKeyId(), known.version + 1)]
}

/** For the tool of whoever fits a lock. */
export const doorTrustForFitter = ({ authority, list }: Pick<SigningKeys, 'authority' | 'list'>): string =>
  JSON.stringify({ authority, version: list?.version ?? null, list: list?.list ?? null })
