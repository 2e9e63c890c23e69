import type { Random } from '../random.ts'
import type { Door } from './doors.ts'

/** Four digits that the whole stair, three relatives and last year's cleaner know. The same for the same seed. */
export const sharedCodes = (
  random: Random,
  m: { readonly doors: ReadonlyMap<string, Door> },
): { readonly doorId: string; readonly code: string }[] =>
  [...m.doors.values()]
    .filter((door) => door.sharedCode)
    .map((door) => ({ doorId: door.id, code: String(random.int(0, 9_999)).padStart(4, '0') }))
