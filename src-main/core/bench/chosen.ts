import { z } from 'zod'
import type { ReplicaStore } from '../store/replica.ts'

const keptName = 'benchAdapter'
const kept = z.string()

/** Which adapter somebody chose here; null for the first that there is. Remembered over a restart. */
export const openChosenAdapter = (store: Pick<ReplicaStore, 'kept' | 'keep'>) => {
  const read = kept.safeParse(store.kept(keptName))
  let name = read.success ? read.data : null
  return {
    name: () => name,
    choose: (next: string | null): void => {
      if (next === name) return
      name = next
      store.keep(keptName, next)
    },
  }
}
