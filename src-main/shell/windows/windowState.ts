import { z } from 'zod'
import { readOrNull, writeWhole } from '../keeping/file.ts'

const shape = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(200),
  height: z.int().min(200),
  maximised: z.boolean(),
})
export type WindowState = z.infer<typeof shape>
type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Where the window stood; null at first, or when the file says nothing usable (a place on a screen is no loss). */
export const readWindowState = (file: string): WindowState | null => {
  try {
    const bytes = readOrNull(file)
    if (bytes === null) return null
    return shape.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

export const keepWindowState = (file: string, state: WindowState): void =>
  writeWhole(file, JSON.stringify(state))

/** How much of the title bar must be on a screen for a hand to reach it, in pixels. */
const reach = 80

/** Brought onto the screens that there are now: one may have been unplugged since. */
export const onScreen = (state: WindowState, workAreas: readonly Area[]): WindowState | null =>
  workAreas.some(
    (area) =>
      state.x + state.width - reach >= area.x &&
      state.x + reach <= area.x + area.width &&
      state.y >= area.y &&
      state.y + reach <= area.y + area.height,
  )
    ? state
    : null
