import { z } from 'zod'

const scene = z.object({
  /** Which state of the view is shown. */
  scene: z
    .enum([
      'usual',
      'empty',
      'away',
      'blind',
      'storm',
      'unreadable',
      'fallback',
      'long',
      'core',
      'probe',
      'clock',
      'replay',
      'nothing',
      'held',
      'ways',
      'block',
      'bench',
      'benchVerdict',
      'benchClean',
      'benchHalfWiped',
      'benchLacks',
      'benchNothing',
      'benchRestarting',
      'benchNotYours',
      'benchAway',
    ])
    .catch('usual'),
  theme: z.enum(['dark', 'light', 'contrast']).catch('dark'),
  language: z.enum(['nb', 'sv', 'en']).catch('nb'),
  scale: z.coerce.number().int().catch(100),
  signedIn: z.stringbool().catch(true),
  graphics: z.enum(['gpu', 'software']).catch('gpu'),
  /** Answers of the scripted centre take this long, in ms. */
  delay: z.coerce.number().catch(120),
  /** What the next command is refused with; empty for nothing. */
  refuse: z.string().catch(''),
})
export type Scene = z.infer<typeof scene>

export const readScene = (search: string): Scene =>
  scene.parse(Object.fromEntries(new URLSearchParams(search)))
