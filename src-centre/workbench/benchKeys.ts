import { randomBytes } from 'node:crypto'
import { toBase64url } from '../../src-domain/access/bytes.ts'
import type { KeyPair } from '../../src-domain/access/crypto.ts'
import { clockSlack, leaseLife, reentryLife } from '../../src-domain/access/limits.ts'
import { doorTag, signToken } from '../../src-domain/access/token.ts'
import { mayCommand } from '../../src-domain/command/roles.ts'
import { hangsAnew, keyDoorOf } from '../../src-domain/hardware/oldKey.ts'
import type { HardwareTestRow } from '../../src-domain/hardware/rows.ts'
import { ok, refuse } from '../../src-domain/result.ts'
import { type Ms, minute, second } from '../../src-domain/time.ts'
import type { AskAnswer, AskArgs, BenchKeys } from '../../src-domain/wire/protocol.ts'
import { accessCrypto, newKeyPair } from '../crypto.ts'
import type { Parts } from '../gateway/parts.ts'

/** A bench asks as soon as its test is in the journal; long enough for a line that was lost meanwhile (ours). */
const toldFor: Ms = 10 * minute

type Needed = Pick<Parts, 'signIn' | 'store' | 'clock' | 'keys' | 'serviceKeys'>

/** What opens one unit for one test. Made for this one answer: no log, no quarantine, no row and no entry has it. */
export const tellBenchKeys = (
  parts: Needed,
  workplaceId: string,
  { session: token, testId }: AskArgs<'benchKeys'>,
): AskAnswer<'benchKeys'> => {
  const session = parts.signIn.session(workplaceId, token)
  if (!session.ok) return session
  const test = parts.store.rows.load('hardwareTest', testId)
  const { person } = session.value
  const isOwn = test?.personId === person.id && test.workplaceId === workplaceId
  if (!mayCommand(person.role, 'beginTest')) return refuse('secretWithheld')
  if (!test || !isOwn || !mayBeTold(test, parts.clock.since(test.begunAt))) return refuse('secretWithheld')
  if (!isOnBench(parts, test)) return refuse('secretWithheld')
  const serviceKey = parts.serviceKeys.keyOf(test.serial)
  if (!serviceKey) return refuse('noServiceKey', { serial: test.serial })
  return ok({ serviceKey: hex(serviceKey), oldKey: oldKeyFor(parts, test) })
}

const mayBeTold = (test: HardwareTestRow, age: Ms): boolean =>
  test.keyReleased && test.endedAt === null && age <= toldFor

/** Asked once more at this moment: it may hang at a door, or share its serial, since the test began. */
const isOnBench = ({ store: { registry, rows } }: Needed, { lockId, serial }: HardwareTestRow): boolean => {
  const stock = rows.load('stock', lockId)
  const isAlone = registry.locksOfSerial(serial).every(({ id }) => id === lockId)
  return stock !== undefined && isAlone && !hangsAnew(stock, registry.doorsWith(lockId))
}

/** Likewise: another lock may hang on that door. */
const oldKeyFor = (parts: Needed, test: HardwareTestRow): BenchKeys['oldKey'] => {
  const { registry, rows } = parts.store
  const stock = rows.load('stock', test.lockId)
  const door = test.oldKeyDoorId === null ? undefined : registry.get('door', test.oldKeyDoorId)
  const doorId = stock ? keyDoorOf(stock, door) : null
  if (doorId === null) return null
  const handset = newKeyPair(randomBytes(32))
  return {
    token: toBase64url(leaseToDoor(parts, test, doorId, handset)),
    handset: { publicKey: hex(handset.publicKey), privateKey: hex(handset.privateKey) },
  }
}

/** It opens as often as it is tried: a trial whose answer was lost is tried again. */
const leaseToDoor = (
  { clock, keys }: Needed,
  test: HardwareTestRow,
  doorId: string,
  handset: KeyPair,
): Uint8Array => {
  const now = clock.now()
  const until = Math.floor((now + leaseLife) / second)
  return signToken(
    {
      oneTime: false,
      offline: false,
      emergency: false,
      // Under the test's own name: whatever a door tells of it leads to who asked.
      grantId: test.id,
      lease: 1,
      handset: handset.publicKey,
      notBefore: Math.floor((now - clockSlack) / second),
      notAfter: until,
      windowUntil: until,
      reentrySeconds: reentryLife / second,
      doors: [doorTag(doorId, accessCrypto)],
    },
    keys.pair,
    accessCrypto,
  )
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
