import type { z } from 'zod'
import type { fromPlatform } from '../../src-domain/wire/field.ts'
import { believable } from './believable.ts'
import type { Parts } from './parts.ts'

type Told = z.output<typeof fromPlatform.returned>

/** Its own identifier makes a return one, whichever adapter tells it and however often. */
const tellers = 'returned'

/**
 * Units that were taken off their doors. It is this word that lets a bench have a unit's service key, and a key to the
 * door on which it hung: nobody at a console can say it. Of a unit that the registry does not know nothing is said,
 * since nobody could tell whose it is.
 */
export const takeReturned = (
  { clock, journal, log, store }: Pick<Parts, 'clock' | 'journal' | 'log' | 'store'>,
  adapterId: string,
  { units }: Told,
): Promise<void> =>
  journal.write(() => {
    const receivedAt = clock.now()
    for (const { returnId, lockId, doorId, at } of units) {
      if (store.seen.use(tellers, returnId)) continue
      const lock = store.registry.get('lock', lockId)
      if (!lock) {
        // Told again, it counts once the registry has caught up.
        log('warn', 'unknownLock', { source: `platform/${adapterId}`, lockId })
        continue
      }
      store.seen.putUse(tellers, returnId, receivedAt)
      const payload = { lockId, serial: lock.serial, doorId }
      journal.append([{ kind: 'hardware.returned', caseId: null, payload }], {
        by: { kind: 'platform', id: adapterId },
        at: believable(at, receivedAt),
        receivedAt,
        causedBy: returnId,
      })
    }
  })
