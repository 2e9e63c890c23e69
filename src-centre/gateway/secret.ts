import { codeDigits, codeFrom } from '../../src-domain/access/spokenCode.ts'
import type { Fact } from '../../src-domain/journal/kinds.ts'
import { readFact } from '../../src-domain/journal/read.ts'
import { ok, refuse } from '../../src-domain/result.ts'
import { type Ms, minute } from '../../src-domain/time.ts'
import type { AskAnswer, AskArgs } from '../../src-domain/wire/protocol.ts'
import { accessCrypto } from '../crypto.ts'
import type { ToldSecret } from '../practice-port.ts'
import type { Parts } from './parts.ts'

/** Long enough to say nine digits twice and be asked for them once more (ours). */
const toldFor: Ms = 10 * minute

/**
 * The digits that an entry stands for. They are made or looked up for this one answer: no log, no quarantine, no
 * row and no entry has them.
 */
export const tellSecret = (
  parts: Pick<Parts, 'signIn' | 'store' | 'clock' | 'keypads' | 'secretTold'>,
  workplaceId: string,
  asked: AskArgs<'secret'>,
): AskAnswer<'secret'> => {
  const session = parts.signIn.session(workplaceId, asked.session)
  if (!session.ok) return session
  const entry = parts.store.entries.ofCase(asked.caseId).find((one) => one.id === asked.entryId)
  if (!entry || parts.clock.since(entry.receivedAt) > toldFor) return refuse('secretWithheld')
  const isOwn = entry.by.kind === 'person' && entry.by.id === session.value.person.id
  const read = readFact(entry)
  const told = isOwn && read.ok ? secretOf(parts, read.fact) : null
  if (!told) return refuse('secretWithheld')
  parts.secretTold(told)
  return ok({ words: told.words })
}

const secretOf = ({ keypads, store }: Pick<Parts, 'keypads' | 'store'>, fact: Fact): ToldSecret | null => {
  if (fact.kind === 'code.issued') {
    const { step, from, hours, serial } = fact.payload
    const key = keypads.keyOf(step)
    return key && { step, words: codeDigits(key, codeFrom(from, hours, serial), accessCrypto) }
  }
  if (fact.kind !== 'sharedCode.revealed') return null
  const { doorId } = fact.payload
  const words = store.sharedCodes.find(doorId)
  return words === undefined ? null : { step: { kind: 'door', doorId }, words }
}
