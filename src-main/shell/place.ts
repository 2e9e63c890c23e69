import { z } from 'zod'
import type { CallAnswer } from '../../src-preload/contract/contract.ts'
import { type Place, place } from '../../src-preload/contract/place.ts'
import type { Watchdog } from './processes/watchdog.ts'

type Again = CallAnswer<'place'>['again']

/**
 * Where the window is: in memory for a page that is loaded anew, and with the watchdog for a main that is started anew.
 * Never on disk: a person who comes to work next morning begins with a clean desk.
 */
export const openPlace = (watchdog: Watchdog, now: () => number) => {
  let kept: Place | null = null
  const startedAt = now()
  const told = watchdog.again.then((again) => {
    if (again === null) return null
    kept ??= placeIn(again.place)
    return { inARow: again.inARow, at: startedAt } satisfies Again
  })
  return {
    get: async (): Promise<{ place: Place | null; again: Again }> => ({
      again: await told,
      place: kept,
    }),
    keep: (fresh: Place): void => {
      kept = fresh
      watchdog.keepPlace(JSON.stringify(fresh))
    },
  }
}
export type PlaceKept = ReturnType<typeof openPlace>

const placeText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' })
    return z.NEVER
  }
})

/** One that an earlier version wrote otherwise is no loss. */
const placeIn = (text: string | null): Place | null => placeText.pipe(place).safeParse(text).data ?? null
