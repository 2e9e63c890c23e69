import { z } from 'zod'
import { hour, type Ms, minute, second } from '../time.ts'

const seconds = z
  .int()
  .min(0)
  .max(24 * 3_600)
/** What is over as soon as it begins would stop the desk. */
const someSeconds = seconds.min(1)

/**
 * How long somebody may leave a desk alone before it asks who is there. The centre decides, for all its desks; all
 * are ours, not from a source. In seconds, as they stand in the centre's configuration and on the wire.
 */
export const deskLimits = z.strictObject({
  /** Without key or mouse for so long the screen locks; 0: only by hand. */
  lockAfterSeconds: seconds.default(5 * 60),
  /** While an open alarm is one's own here: whoever listens and speaks touches nothing. */
  lockAfterOwnSeconds: seconds.default(15 * 60),
  /** A locked desk counts as attended for so long: somebody just turned round, and hears. */
  attendedAfterLockSeconds: seconds.default(60),
  /** What opens a door asks for the PIN when nothing was done in this session for so long … */
  proveAfterSeconds: someSeconds.default(10 * 60),
  /** … or was proved so long ago, whatever was done since. */
  proveAtLeastEverySeconds: someSeconds.default(4 * 3_600),
  /** A sign-in that nobody renews holds for so long; an attended desk renews it. */
  sessionSeconds: someSeconds.default(30 * 60),
  /** And no sign-in holds longer than this: a shift and the handing over of it. */
  shiftSeconds: someSeconds.default(12 * 3_600),
})
export type DeskLimits = z.infer<typeof deskLimits>

export const usualLimits: DeskLimits = deskLimits.parse({})

/** An attended desk renews its sign-in this often. */
export const renewEvery: Ms = minute
/** Before the screen locks by itself, the window says so for this long. */
export const lockWarning: Ms = 30 * second
/** No clock of a centre is set back further than this without somebody noticing. */
export const clockSlack: Ms = minute
/** A locked desk to which nobody came back for so long is signed out. */
export const lockedAtMost: Ms = 12 * hour
