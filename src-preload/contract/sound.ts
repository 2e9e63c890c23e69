import { z } from 'zod'

/** Between core and the sound window: a port of its own, so that a busy map cannot mute an alarm. */
export const toSound = z.discriminatedUnion('kind', [
  /** What should be heard now; the loudest wins. `level` 0 silence, 1 soft … 4 loudest. */
  z.object({
    kind: z.literal('play'),
    pattern: z.enum(['none', 'alert', 'p3', 'p2', 'p1', 'blind']),
    level: z.int().min(0).max(4),
    ringing: z.array(z.string()),
  }),
  z.object({ kind: z.literal('test') }),
])
/** Ten times in the time of a heartbeat would be noise: once a second. `sounding`: samples left for the device. */
export const fromSound = z.object({
  kind: z.literal('state'),
  running: z.boolean(),
  sounding: z.boolean(),
  pattern: z.string(),
  ringing: z.array(z.string()),
})
export type ToSound = z.infer<typeof toSound>
export type FromSound = z.infer<typeof fromSound>

/** What the sound page sees. A message that cannot be read is handed on as such: silence would be the worst answer. */
export type SoundBridge = {
  readonly listen: (listener: (message: ToSound | { readonly kind: 'unreadable' }) => void) => void
  readonly report: (state: FromSound) => void
  /** There has been no device for a while. */
  readonly deviceless: () => void
}
