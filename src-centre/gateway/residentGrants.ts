import { z } from 'zod'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import { centreInstant, type Instant } from '../../src-domain/time.ts'
import { fromPlatform } from '../../src-domain/wire/field.ts'
import type { LogWords } from '../log.ts'
import { whyOf } from '../quarantine.ts'
import { believable } from './believable.ts'
import type { Parts } from './parts.ts'

const { given, withdrawn, used } = fromPlatform.residentGrants.shape
type Given = z.output<typeof given>[number]
type Withdrawn = z.output<typeof withdrawn>[number]
type Used = z.output<typeof used>[number]

/** Each is read by itself: one that is bad must not take a thousand good ones with it. */
const unread = z.array(z.unknown()).max(1_000)
export const residentGrantsUnread = z.object({ given: unread, withdrawn: unread, used: unread })

/** In one transaction: few enough that an alarm never waits long behind them. */
const perWrite = 100

/**
 * What residents and relatives did in the maker's own app becomes journal, each once however often it is told.
 * Resolves when all that could be read is on disk; the rest is kept apart.
 */
export const takeResidentGrants = async (
  parts: Parts,
  adapterId: string,
  told: z.output<typeof residentGrantsUnread>,
): Promise<void> => {
  const source = `platform/${adapterId}`
  const take = taking(parts, adapterId, source)
  const jobs = <T>(name: keyof typeof told, schema: z.ZodType<T>, job: (one: T) => void): (() => void)[] =>
    told[name].flatMap((item) => {
      const one = schema.safeParse(item)
      if (one.success) return [() => job(one.data)]
      parts.quarantine(source, `residentGrants.${name}: ${whyOf(one.error)}`, item)
      return []
    })
  // A grant stands before it is used, and goes only after it.
  const all = [
    ...jobs('given', given.element.refine(hasWindow, 'no such window'), take.given),
    ...jobs('used', used.element, take.used),
    ...jobs('withdrawn', withdrawn.element, take.withdrawn),
  ]
  for (let i = 0; i < all.length; i += perWrite)
    await parts.journal.write(() => {
      for (const job of all.slice(i, i + perWrite)) job()
    }, 'bulk')
}

/** Only a standing one has no end. */
const hasWindow = ({ kind, from, until }: Given): boolean =>
  until === null ? kind === 'standing' : kind !== 'standing' && from < until

/** To be called inside a write. */
const taking = ({ store, journal, clock, log }: Parts, adapterId: string, source: string) => {
  const append = (draft: Draft, at: Instant, causedBy: string | null) =>
    journal.append([draft], {
      by: { kind: 'platform', id: adapterId },
      at: believable(at, clock.now()),
      receivedAt: clock.now(),
      causedBy,
    })
  const isNew = (key: string): boolean => {
    if (store.seen.use(source, key)) return false
    store.seen.putUse(source, key, clock.now())
    return true
  }
  /** The registry may be behind: what was done was done all the same. */
  const sayUnknown = (what: 'resident' | 'door', ids: readonly string[], words: LogWords) => {
    for (const id of ids)
      if (!store.registry.get(what, id)) log('warn', 'residentGrant', { source, [what]: id, ...words })
  }
  return {
    given: ({ name, ...payload }: Given) => {
      if (store.rows.load('residentGrant', payload.grantId)) return
      sayUnknown('resident', [payload.residentId], { grantId: payload.grantId })
      sayUnknown('door', payload.doorIds, { grantId: payload.grantId })
      append(
        { kind: 'residentGrant.given', caseId: null, payload, personal: { name } },
        centreInstant(clock.now()),
        null,
      )
    },
    used: ({ useId, grantId, doorId, at }: Used) => {
      if (!isNew(useId)) return
      sayUnknown('door', [doorId], { grantId })
      append({ kind: 'residentGrant.used', caseId: null, payload: { grantId, doorId } }, at, useId)
    },
    withdrawn: ({ grantId, at }: Withdrawn) => {
      const row = store.rows.load('residentGrant', grantId)
      if (row ? row.withdrawnAt !== null : !isNew(`withdrawn/${grantId}`)) return
      append({ kind: 'residentGrant.withdrawn', caseId: null, payload: { grantId } }, at, null)
    },
  }
}
