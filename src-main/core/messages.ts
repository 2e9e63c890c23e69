import { z } from 'zod'
import { id, uuid } from '../../src-domain/ids.ts'
import { centreTrust, isGuarded } from './link/trust.ts'

/**
 * What shell and core say to each other. Both sides parse; a port to a window or to the sound travels
 * beside the message, as the first of its ports.
 */

export const coreConfig = z.object({
  /** Where the centre listens: `http://127.0.0.1:41237`; on any other machine by TLS. */
  url: z.url().refine(isGuarded),
  /** By what a centre behind TLS is known; without it by the authorities that come with the program. */
  trust: centreTrust.optional(),
  workplaceId: id,
  /** The workplace's credential at the centre; nobody's sign-in. */
  secret: z.string().min(16).max(256),
  /** Folder of this profile; core keeps `replica.db` and `logs/` in it. */
  profile: z.string().min(1),
  /** 32 bytes that the replica is encrypted with. */
  storeKey: z.string().regex(/^[0-9a-f]{64}$/),
  practice: z.boolean(),
  graphics: z.enum(['gpu', 'software']),
})
export type CoreConfig = z.infer<typeof coreConfig>

/** `locked`: its person's screen was locked; known also where the replica is lost. */
export const keptSession = z.object({ token: z.string().max(256), locked: z.boolean() })
export type KeptSession = z.infer<typeof keptSession>

export const windowId = z.string().min(1).max(64)

/** Shell → core. */
export const fromShell = z.discriminatedUnion('kind', [
  /** First, once. `session`: what was kept of it from before; `restarts`: times core was started again. */
  z.object({
    kind: z.literal('start'),
    config: coreConfig,
    session: keptSession.nullable(),
    restarts: z.int().min(0),
    /** How the disk left the process before this one. */
    disk: z.object({
      found: z.enum(['asUsual', 'failed', 'damaged']),
      /** Out of memory, the disk is not tried again before so long. */
      restMs: z.int().min(0),
    }),
    /** Whether the store's key was made in this start, and whether it is kept: nothing is written with one that is not. */
    key: z.object({
      made: z.boolean(),
      kept: z.boolean(),
      /** What is kept on this machine has yet to be opened: until then nobody signs in. */
      locked: z.literal(true).optional(),
    }),
  }),
  /** The store's key is kept now. */
  z.object({ kind: z.literal('keyKept'), key: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** A window's end of the contract; its port comes along. A second one for the same window replaces the first. */
  z.object({ kind: z.literal('window'), windowId }),
  /** The sound window's port comes along; a second one replaces the first. */
  z.object({ kind: z.literal('sound') }),
  /** The line to the dongle's process, as its port; a second one replaces the first, whose process has ended. */
  z.object({ kind: z.literal('dongle') }),
  z.object({ kind: z.literal('windowGone'), windowId }),
  /** Whether the window is drawn at all: neither hidden, minimised nor on a locked screen. */
  z.object({ kind: z.literal('visible'), windowId, painting: z.boolean() }),
  z.object({ kind: z.literal('graphics'), mode: z.enum(['gpu', 'software']) }),
  /** The machine slept and is awake again. */
  z.object({ kind: z.literal('woke') }),
  /** The system's own screen was locked, or it goes to sleep. */
  z.object({ kind: z.literal('lock') }),
  /** Finish what is being written and exit; core then ends by itself. */
  z.object({ kind: z.literal('stop') }),
])
export type FromShell = z.infer<typeof fromShell>

/** Core → shell. */
export const toShell = z.discriminatedUnion('kind', [
  /** The replica is open and ports are answered; the centre may still be away. */
  z.object({ kind: z.literal('ready') }),
  /** A window has drawn the queue: what it need not wait for may begin. */
  z.object({ kind: z.literal('queueDrawn') }),
  /** An alarm rings that nobody has; shell shows it where no window of ours is focused. No personal words. */
  z.object({ kind: z.literal('notify'), caseId: uuid, title: z.string(), body: z.string() }),
  /** Whether the dongle's process is to run; said anew by each core. It gets a line to it, and again when either is new. */
  z.object({ kind: z.literal('bench'), wanted: z.boolean() }),
  /** To be kept (safely) and handed back in `start`; null means forget it. */
  z.object({ kind: z.literal('session'), kept: keptSession.nullable() }),
])
export type ToShell = z.infer<typeof toShell>
