import { z } from 'zod'

/** Set for a main process that its watchdog has started: the channel to it is there already. */
export const watchedMark = 'VAKTROM_WATCHED'
/** The argument that makes a second process of the same program a watchdog. */
export const watchdogArgument = '--watchdog'

/** Where the window was, as it says it itself; nobody on the way looks into it. */
const place = z.string().max(8_192)

/** Main → watchdog, over Node's own channel between parent and child. */
export const toWatchdog = z.discriminatedUnion('kind', [
  /** First: what to start again, and where crash reports lie. */
  z.object({
    kind: z.literal('watch'),
    program: z.string().min(1),
    args: z.array(z.string()),
    crashFolder: z.string().min(1),
    /** Main's sockets and pipes, which the watchdog has inherited and must let go. */
    lines: z.array(z.string()),
  }),
  /** Once a second, from main's own loop. */
  z.object({ kind: z.literal('alive') }),
  z.object({ kind: z.literal('place'), place }),
  /** This end is wanted. */
  z.object({ kind: z.literal('farewell') }),
])
export type ToWatchdog = z.infer<typeof toWatchdog>

/** Watchdog → the main that it has started. */
export const fromWatchdog = z.object({
  kind: z.literal('again'),
  /** Starts since the console was opened, this one counted in. */
  restarts: z.int().min(1),
  /** Ends in a row that came soon after the start; 1 where it had run well. */
  inARow: z.int().min(1),
  place: place.nullable(),
})
export type FromWatchdog = z.infer<typeof fromWatchdog>
