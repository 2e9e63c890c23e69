import type { Namespace, Socket } from 'socket.io'
import { fromBase64url, toBase64url } from '../../src-domain/access/bytes.ts'
import { readChallenge } from '../../src-domain/access/challenge.ts'
import { isWithdrawn } from '../../src-domain/access/lease.ts'
import type { GrantRow } from '../../src-domain/access/rows.ts'
import { signStamp } from '../../src-domain/access/stamp.ts'
import { changesTrust } from '../../src-domain/access/trustKeys.ts'
import type { Fact } from '../../src-domain/journal/kinds.ts'
import { ok, refuse } from '../../src-domain/result.ts'
import { type Ms, minute, second } from '../../src-domain/time.ts'
import { fromHandset, handsetAuth } from '../../src-domain/wire/field.ts'
import { protocolVersion } from '../../src-domain/wire/protocol.ts'
import { every } from '../clock.ts'
import { accessCrypto, verifyEd25519 } from '../crypto.ts'
import { faultWords } from '../log.ts'
import { whyOf } from '../quarantine.ts'
import { dispatchesFor } from './handsetDispatches.ts'
import { leaseFor } from './handsetLeases.ts'
import { answerReports, lostCoverage } from './handsetReports.ts'
import { answerSignOn } from './handsetSignOn.ts'
import { answerTrusted, takesKeyAway, tellTrust } from './handsetTrust.ts'
import type { Parts } from './parts.ts'
import { answer, keepUnknown, type Line, turnedDown } from './socket.ts'

/** A phone's clock may be off by this much and still prove who it is. */
const handshakeWithin: Ms = 5 * minute
const timeEvery: Ms = minute
/** A handset that was blocked is put out this soon; its leases stop renewing at once. */
const blockedWithin: Ms = second

/** The namespace `/handset`: a phone proves itself by its own key, and is told what its unit is asked to do. */
export const serveHandsets = (namespace: Namespace, parts: Parts): void => {
  const known = new WeakMap<Socket, string>()
  const lastAt = new Map<string, Ms>()
  const connected = new Map<string, Socket>()

  namespace.use((socket, next) => {
    const auth = handsetAuth.safeParse(socket.handshake.auth)
    if (!auth.success) {
      parts.quarantine('handset', `handshake: ${whyOf(auth.error)}`, '(withheld)')
      return next(turnedDown('unreadable'))
    }
    const { protocol, handsetId, at, signature } = auth.data
    if (protocol !== protocolVersion) return next(turnedDown('protocol'))
    const handset = parts.store.registry.get('handset', handsetId)
    const text = `vaktrom-handset/1\n${handsetId}\n${at}`
    const proved = handset !== undefined && verifyEd25519(handset.publicKey, text, signature)
    const isRepeated = at < (lastAt.get(handsetId) ?? 0)
    if (!proved || isRepeated || isBlocked(parts, handsetId)) return next(turnedDown('credential'))
    const now = parts.clock.now()
    // Whichever of the two is wrong, nobody is to be locked out by it: it may prove itself again by this time.
    if (Math.abs(at - now) > handshakeWithin) return next(turnedDown('clock', { now }))
    lastAt.set(handsetId, at)
    known.set(socket, handsetId)
    return next()
  })

  namespace.on('connection', (socket) => {
    const handsetId = known.get(socket)
    if (handsetId === undefined) throw new Error('a connection without a handshake')
    connected.get(handsetId)?.disconnect(true)
    // Both came over one line, which is down now.
    if (!socket.connected) return
    connected.set(handsetId, socket)
    const end = serveHandset(socket, handsetId, parts)
    socket.on('disconnect', () => {
      end()
      if (connected.get(handsetId) !== socket) return
      connected.delete(handsetId)
      const unitId = parts.store.registry.get('handset', handsetId)?.unitId
      const others = parts.store.registry.get('unit', unitId ?? '')?.handsetIds ?? []
      if (unitId !== undefined && !others.some((other) => connected.has(other)))
        void lostCoverage(parts, unitId).catch((error: unknown) =>
          parts.log('error', 'fault', { source: `handset/${handsetId}`, ...faultWords(error) }),
        )
    })
  })
}

const serveHandset = (socket: Socket, handsetId: string, parts: Parts): (() => void) => {
  const { clock, journal, keys, store } = parts
  const line: Line = { socket, source: `handset/${handsetId}`, parts }
  const unitId = store.registry.get('handset', handsetId)?.unitId ?? null
  const plainTime = () => toBase64url(signStamp(clock.now(), null, keys.pair, accessCrypto))
  const tellDispatches = () => {
    if (unitId !== null) socket.emit('dispatches', { dispatches: dispatchesFor(store, unitId) })
  }
  const giveLease = async (grantId: string) => {
    const given = await leaseFor(parts, handsetId, grantId)
    if (given.ok) socket.emit('lease', given.value)
    return given.ok ? ok({}) : given
  }
  const quietly = (work: Promise<unknown>) =>
    void work.catch((error: unknown) =>
      parts.log('error', 'fault', { source: line.source, ...faultWords(error) }),
    )
  const tellGrant = (grant: GrantRow) => {
    // Withdrawn, and no receipt yet.
    if (isWithdrawn(grant) && grant.deletedAt === null) socket.emit('revoke', { grantId: grant.id })
    else if (grant.ended === null) quietly(giveLease(grant.id))
  }
  const heard = (fact: Fact) => {
    if (fact.kind.startsWith('dispatch.')) return tellDispatches()
    const grantId = toldGrant(fact)
    const grant = grantId === null ? undefined : store.rows.load('grant', grantId)
    if (grant?.holder.handsetId === handsetId) tellGrant(grant)
  }

  const tellGrants = () => {
    for (const grant of store.rows.liveGrantsOf(handsetId, clock.now())) tellGrant(grant)
  }
  const tellTime = () => socket.emit('time', { stamp: plainTime() })
  const heardAll = (facts: readonly Fact[]) => {
    if (facts.some(changesTrust)) {
      tellTrust(line, parts)
      tellTime()
    }
    if (takesKeyAway(facts)) tellGrants()
    facts.forEach(heard)
  }

  socket.emit('welcome', { now: clock.now(), time: plainTime() })
  // Before any lease: a door may have to learn the key that signed it.
  tellTrust(line, parts)
  tellDispatches()
  tellGrants()

  answerSignOn(line, handsetId, parts)
  answerReports(line, handsetId, parts)
  answerTrusted(line, handsetId, parts)
  answer(line, 'renew', fromHandset.renew, ({ grantId }) => giveLease(grantId))
  answer(line, 'time', fromHandset.time, ({ challenge }) => {
    const bytes = fromBase64url(challenge)
    const asked = bytes && readChallenge(bytes)
    if (!asked) return refuse('unreadable', { where: 'challenge' })
    return {
      ok: true as const,
      stamp: toBase64url(signStamp(clock.now(), asked, keys.pair, accessCrypto)),
    }
  })
  keepUnknown(line, Object.keys(fromHandset))
  const ends = [
    journal.onPublished(({ facts }) => heardAll(facts)),
    every(clock, timeEvery, tellTime),
    every(clock, blockedWithin, () => {
      if (isBlocked(parts, handsetId)) socket.disconnect(true)
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}

const isBlocked = ({ store }: Parts, handsetId: string): boolean =>
  Boolean(store.rows.load('handset', handsetId)?.blocked)

const toldGrant = (fact: Fact): string | null =>
  fact.kind === 'grant.issued' || fact.kind === 'grant.revoked' || fact.kind === 'grant.ended'
    ? fact.payload.grantId
    : null
