import type { Centre } from '../../src-centre/centre.ts'
import { secretOf } from '../integration/centre/harness.ts'

/** Fifty workplaces that a storm of reconnects comes from. */
export const crowd: readonly string[] = Array.from({ length: 50 }, (_, i) => `crowd-${i + 1}`)

export const addCrowd = async ({ putRegistry, journal, store }: Centre): Promise<void> => {
  const municipality = 'fjordvik'
  await putRegistry(
    crowd.map((id) => ({ table: 'workplace', row: { id, municipality, name: id, phone: '00000000' } })),
  )
  await journal.write(() => {
    for (const id of crowd) store.credentials.put('workplace', id, secretOf(id), true)
  })
}
