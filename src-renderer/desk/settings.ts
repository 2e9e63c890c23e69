import { z } from 'zod'
import { create } from 'zustand'
import { call } from '../feed/bridge.ts'
import { languages } from '../i18n/index.ts'

/** Remembered per workplace. What cannot be read falls back to the usual value, each by itself. */
export const themes = ['dark', 'light', 'contrast'] as const
export type Theme = (typeof themes)[number]

/** In the unit of `rem`, so that columns grow with the text. */
export const usualColumns = { queue: 36.4, case: 45.2 } as const
export const columnLimits = { queue: [26, 60], case: [34, 70] } as const

const settingsShape = z.object({
  language: z.enum(languages).catch('nb'),
  theme: z.enum(themes).catch('dark'),
  /** Per cent of the usual text size, up to WCAG's 200 %. */
  scale: z.int().min(80).max(200).catch(100),
  queue: z.number().min(columnLimits.queue[0]).max(columnLimits.queue[1]).catch(usualColumns.queue),
  case: z.number().min(columnLimits.case[0]).max(columnLimits.case[1]).catch(usualColumns.case),
  /** The file that was set aside, and that somebody here has seen to be so. */
  asideSeen: z.string().catch(''),
})
export type Settings = z.infer<typeof settingsShape>

export const readSettings = (kept: unknown): Settings => {
  const read = settingsShape.safeParse(kept)
  return read.success ? read.data : settingsShape.parse({})
}

type Kept = Settings & { readonly saveFailed: boolean }
export const useSettings = create<Kept>()(() => ({ ...readSettings({}), saveFailed: false }))

export const loadSettings = async (): Promise<Settings> => {
  const { settings } = await call('settings', {})
  const read = readSettings(settings)
  useSettings.setState(read)
  return read
}

/** A column dragged writes many times a second: the last one is kept. */
const saveAfterMs = 400
let timer: ReturnType<typeof setTimeout> | undefined

export const change = (part: Partial<Settings>): void => {
  useSettings.setState(part)
  clearTimeout(timer)
  timer = setTimeout(() => {
    const { saveFailed: _, ...settings } = useSettings.getState()
    call('keepSettings', { settings }).then(
      () => useSettings.setState({ saveFailed: false }),
      () => useSettings.setState({ saveFailed: true }),
    )
  }, saveAfterMs)
}
