import type { AlarmRow } from '../../../src-domain/journal/rows.ts'
import { second } from '../../../src-domain/time.ts'

/** Said again when the journal has not confirmed it after this. */
const sayAgain = 5 * second

/**
 * Which presses were seen and heard here. A press is *presented* when a window that is being drawn painted
 * it and the sound of it left for the device; anything less leaves it *stored*, and the centre escalates.
 */
export const newPresented = (workplaceId: string) => {
  /** Painted, by press; `saidAt` when the centre was told. */
  const painted = new Map<string, { readonly caseId: string; saidAt: number | null }>()

  const confirmed = (row: AlarmRow, pressId: string) =>
    row.presentedAt.some((p) => p.workplaceId === workplaceId && p.pressId === pressId)

  return {
    paint: (caseId: string, pressId: string): void => {
      if (!painted.has(pressId)) painted.set(pressId, { caseId, saidAt: null })
    },
    /** What is to be said now; it is taken as said. */
    due: (
      open: ReadonlyMap<string, AlarmRow>,
      sounds: (pressId: string) => boolean,
      now: number,
    ): { caseId: string; pressId: string }[] => {
      const due: { caseId: string; pressId: string }[] = []
      for (const [pressId, mark] of painted) {
        const row = open.get(mark.caseId)
        if (!row || confirmed(row, pressId)) {
          painted.delete(pressId)
          continue
        }
        if (mark.saidAt !== null && now - mark.saidAt < sayAgain) continue
        if (mark.saidAt === null && !sounds(pressId)) continue
        mark.saidAt = now
        due.push({ caseId: mark.caseId, pressId })
      }
      return due.slice(0, 1_000)
    },
  }
}
