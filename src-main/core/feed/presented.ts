import type { AlarmRow } from '../../../src-domain/journal/rows.ts'
import { second } from '../../../src-domain/time.ts'

/** Said again when the journal has not confirmed it after this. */
const sayAgain = 5 * second
/** A case that is closed does not come back; one that is only out of sight while the journal is put in order does. */
const forgotten = 60 * second

type Mark = {
  readonly caseId: string
  /** When the centre was told. */
  saidAt: number | null
  /** Since when the case is not among the open ones. */
  missingSince: number | null
}

/**
 * Which presses were seen and heard here. A press is *presented* when a window that is being drawn painted
 * it and the sound of it left for the device; anything less leaves it *stored*, and the centre escalates.
 */
export const newPresented = (workplaceId: string) => {
  /** Painted, by press: a window says so once, so what is forgotten here is never presented. */
  const painted = new Map<string, Mark>()

  const confirmed = (row: AlarmRow, pressId: string) =>
    row.presentedAt.some((p) => p.workplaceId === workplaceId && p.pressId === pressId)
  /** Presses before this one that nobody had seen and heard when it came: they stand and ring with it. */
  const overtaken = (row: AlarmRow, pressId: string) =>
    row.presses
      .slice(
        0,
        Math.max(
          0,
          row.presses.findIndex((p) => p.id === pressId),
        ),
      )
      .filter(({ id }) => !row.presentedAt.some((p) => p.pressId === id))

  return {
    paint: (caseId: string, pressId: string): void => {
      if (!painted.has(pressId)) painted.set(pressId, { caseId, saidAt: null, missingSince: null })
    },
    /** The word did not get through: it is due again. That it was heard here stays true. */
    unsaid: (presses: readonly { pressId: string }[]): void => {
      for (const { pressId } of presses) {
        const mark = painted.get(pressId)
        if (mark) mark.saidAt = Number.NEGATIVE_INFINITY
      }
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
        mark.missingSince = row ? null : (mark.missingSince ?? now)
        const isForgotten = mark.missingSince !== null && now - mark.missingSince > forgotten
        if (isForgotten || (row && confirmed(row, pressId))) painted.delete(pressId)
        if (!row || !painted.has(pressId)) continue
        if (mark.saidAt !== null && now - mark.saidAt < sayAgain) continue
        if (mark.saidAt === null && !sounds(pressId)) continue
        mark.saidAt = now
        for (const { id } of overtaken(row, pressId)) due.push({ caseId: mark.caseId, pressId: id })
        due.push({ caseId: mark.caseId, pressId })
      }
      return due.slice(0, 1_000)
    },
  }
}
