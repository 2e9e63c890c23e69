import type { AlarmRow } from '../../../src-domain/journal/rows.ts'
import type { ToShell } from '../messages.ts'

/**
 * One native notification for each time that an alarm begins to ring. Its words are the same in all of the
 * console's languages and name nobody: a notification stands on a locked screen.
 */
export const newNotifier = (say: (message: Extract<ToShell, { kind: 'notify' }>) => void) => {
  const said = new Map<string, string>()
  return (
    open: ReadonlyMap<string, AlarmRow>,
    district: (row: AlarmRow) => string,
    silent: (row: AlarmRow) => boolean,
  ) => {
    for (const id of said.keys()) if (!open.has(id)) said.delete(id)
    for (const row of open.values()) {
      if (!row.ringing || silent(row)) continue
      const ring = `${row.presses.at(-1)?.id}/${row.ringingSince}`
      if (said.get(row.id) === ring) continue
      said.set(row.id, ring)
      say({ kind: 'notify', caseId: row.id, title: `Alarm · P${row.priority}`, body: district(row) })
    }
  }
}
