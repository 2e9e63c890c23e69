import type { ErasureRow } from '../../src-domain/registry/erasure.ts'
import type { Ms } from '../../src-domain/time.ts'
import type { Db } from './db.ts'

/** Which consoles have yet to take erased residents from their disks. */
export type ErasureStore = {
  readonly confirm: (workplaceId: string, through: number, now: Ms) => void
  /** Workplaces that may connect and have not said that it is done. */
  readonly unconfirmed: (erasure: ErasureRow) => string[]
}

export const openErasures = (db: Db): ErasureStore => {
  const confirm = db.prepare(
    `INSERT INTO erasureConfirmed (workplaceId, through, at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET through = excluded.through, at = excluded.at WHERE excluded.through > through`,
  )
  const unconfirmed = db
    .prepare<[number], string>(
      `SELECT id FROM credential LEFT JOIN erasureConfirmed ON workplaceId = id
       WHERE kind = 'workplace' AND coalesce(through, 0) < ? ORDER BY id`,
    )
    .pluck()
  return {
    confirm: (workplaceId, through, now) => void confirm.run(workplaceId, through, now),
    unconfirmed: ({ seq }) => unconfirmed.all(seq),
  }
}
