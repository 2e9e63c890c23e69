import { leaseLife, mostKeys } from '../access/limits.ts'
import { signingKeyOf } from '../access/trustKeys.ts'
import type { Draft } from '../journal/kinds.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { Ms } from '../time.ts'
import type { Command, CommandArgs } from './command.ts'
import { personalNote, type Situation } from './situation.ts'

/** Each change of the trust list makes its next version; the newest trusted key signs. */
export const decideKeys = (
  command: Extract<Command, { name: 'rotateKey' | 'retireKey' | 'strikeOffKey' }>,
  s: Situation,
): Result<readonly Draft[]> => {
  if (command.name === 'rotateKey') return rotate(s)
  return command.name === 'retireKey' ? retire(command.args, s) : strikeOff(command.args, s)
}

const keysOf = (s: Situation) => s.trust?.keys ?? []
const trustedOf = (s: Situation) => keysOf(s).filter((key) => key.state === 'trusted')
const signs = (keyId: string, s: Situation) => s.trust !== undefined && signingKeyOf(s.trust) === keyId
const nextVersion = (s: Situation) => (s.trust?.version ?? 0) + 1
const added = (s: Situation): Draft => ({
  kind: 'signingKey.added',
  caseId: null,
  payload: { keyId: s.nextKeyId, version: nextVersion(s) },
})

const rotate = (s: Situation): Result<readonly Draft[]> => {
  // Somebody else asked for the same in this very moment: the key is new.
  if (keysOf(s).some((key) => key.keyId === s.nextKeyId)) return ok([])
  return trustedOf(s).length < mostKeys ? ok([added(s)]) : refuse('tooManyKeys')
}

const retire = ({ keyId }: CommandArgs<'retireKey'>, s: Situation): Result<readonly Draft[]> => {
  if (!trustedOf(s).some((key) => key.keyId === keyId)) return refuse('unknownKey')
  if (signs(keyId, s)) return refuse('keySigns')
  const until = opensUntil(s)
  if (until > s.now) return refuse('keyStillOpens', { until })
  return ok([{ kind: 'signingKey.retired', caseId: null, payload: { keyId, version: nextVersion(s) } }])
}

/**
 * Until when a lease may open that an older key signed: doors that learn of a retired key would turn its holder away.
 * Which key it was is written nowhere, so that what the newest one did not sign counts as signed by the one that goes.
 */
const opensUntil = ({ trust, leased }: Situation): Ms => {
  const newest = trust?.keys.findLast((key) => key.state === 'trusted')
  const signedBefore = newest?.at ?? 0
  const older = leased.filter(
    ({ offline, issuedAt, leaseUntil }) =>
      (offline ? issuedAt : (leaseUntil ?? 0) - leaseLife) <= signedBefore,
  )
  return Math.max(0, ...older.map(({ leaseUntil }) => leaseUntil ?? 0))
}

const strikeOff = (
  { keyId, reason, note }: CommandArgs<'strikeOffKey'>,
  s: Situation,
): Result<readonly Draft[]> => {
  const key = keysOf(s).find((one) => one.keyId === keyId)
  if (!key || key.state === 'struckOff') return refuse('unknownKey')
  // One that is retired is off the list already: the list stands as it is.
  const version = key.state === 'trusted' ? nextVersion(s) : nextVersion(s) - 1
  const struck: Draft = {
    kind: 'signingKey.struckOff',
    caseId: null,
    payload: { keyId, version, reason },
    ...personalNote(note),
  }
  if (!signs(keyId, s)) return ok([struck])
  // A centre without a key could let nobody in: another one takes its place in the same breath.
  return keyId === s.nextKeyId ? refuse('keySigns') : ok([added(s), struck])
}
