import type { z } from 'zod'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import type { fromPlatform } from '../../src-domain/wire/field.ts'
import { believable } from './believable.ts'
import type { Parts } from './parts.ts'

type Told = z.output<typeof fromPlatform.keypad>

/** Its own identifier makes a use one, whichever adapter tells it and however often. */
const tellers = 'keypad'

/**
 * What keypads let in. A code that nobody issued is a fact all the same, without a case: somebody guessed it, or
 * has a key that he should not have.
 */
export const takeKeypadUses = (
  { clock, journal, log, store }: Pick<Parts, 'clock' | 'journal' | 'log' | 'store'>,
  adapterId: string,
  { uses }: Told,
): Promise<void> =>
  journal.write(() => {
    const receivedAt = clock.now()
    for (const { useId, codeId, at } of uses) {
      if (store.seen.use(tellers, useId)) continue
      store.seen.putUse(tellers, useId, receivedAt)
      const row = store.rows.load('code', codeId)
      if (!row) log('warn', 'unknownCode', { source: `platform/${adapterId}`, codeId })
      const draft: Draft = { kind: 'code.used', caseId: row?.caseId ?? null, payload: { codeId } }
      journal.append([draft], {
        by: { kind: 'platform', id: adapterId },
        at: believable(at, receivedAt),
        receivedAt,
        causedBy: useId,
      })
    }
  })
