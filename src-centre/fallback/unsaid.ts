import { ascii } from '../../src-domain/access/bytes.ts'
import { namedUuid } from '../../src-domain/access/namedUuid.ts'
import { dueEscalation, lastStep, waitingPress } from '../../src-domain/alarm/escalation.ts'
import type { EscalationCause } from '../../src-domain/alarm/words.ts'
import type { AlarmRow } from '../../src-domain/journal/rows.ts'
import { type Ms, second } from '../../src-domain/time.ts'
import type { AttendanceBook } from '../attendance.ts'
import type { CentreClock } from '../clock.ts'
import { accessCrypto } from '../crypto.ts'

/** The timers say a step within half a second; one that is due for so long cannot be said. */
const unsaidAfter: Ms = 5 * second

export type UnsaidDelivery = { readonly deliveryId: string; readonly cause: EscalationCause }

/**
 * The last step of an escalation that is due and that the journal cannot say, because its disk is full or broken: who
 * waits is told outside all the same. Its key is made of the press that waits, so that it stays one after a restart.
 */
export const newUnsaid = (clock: CentreClock, attendance: Pick<AttendanceBook, 'now'>) => {
  const dueSince = new Map<string, Ms>()
  return (alarm: AlarmRow): UnsaidDelivery | null => {
    const press = waitingPress(alarm)
    const [due] = dueEscalation(alarm, { age: clock.since, attendance: attendance.now() })
    if (!press || due?.kind !== 'alarm.escalated' || due.payload.step !== lastStep) {
      dueSince.delete(alarm.id)
      return null
    }
    const since = dueSince.get(alarm.id) ?? clock.mono()
    dueSince.set(alarm.id, since)
    if (clock.mono() - since < unsaidAfter) return null
    const deliveryId = namedUuid('vaktrom-unsaid/1', ascii(press.id), accessCrypto)
    return { deliveryId, cause: due.payload.cause }
  }
}
