import type { Centre } from '../../src-centre/centre.ts'
import { centreSays } from '../../src-centre/journal/journal.ts'

/** A unit comes off its door and into stock, under the serial that the registry has for it. */
export const returnUnit = async (centre: Centre, lockId: string, doorId: string | null): Promise<string> => {
  const lock = centre.store.registry.get('lock', lockId)
  if (!lock) throw new Error(`no lock ${lockId}`)
  const { serial } = lock
  await centre.journal.write(() =>
    centre.journal.append(
      [{ kind: 'hardware.returned', caseId: null, payload: { lockId, serial, doorId } }],
      centreSays(Date.now(), 'test'),
    ),
  )
  return serial
}
