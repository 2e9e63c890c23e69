import { z } from 'zod'
import { deskLimits, usualLimits } from '../desk/limits.ts'
import { id, uuid } from '../ids.ts'
import { checkpoint, publicKey, snapshotSeal } from '../journal/checkpoint.ts'
import { digest } from '../journal/envelope.ts'
import { rowChange } from '../journal/rows.ts'
import { registryChange, registryTables } from '../registry/rows.ts'
import { refusalCodes } from '../result.ts'
import { ms } from '../time.ts'

/** The console's side of the wire: Socket.IO namespace `/console`. `docs/protocol.md` tells it in words. */
export const protocolVersion = 1
export const consoleNamespace = '/console'

/** Handshake: a console's own credential, nobody's sign-in. */
export const consoleAuth = z.object({
  protocol: z.int(),
  workplaceId: id,
  secret: z.string().min(16).max(256),
})

export const refusal = z.object({
  code: z.enum(refusalCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})
const answer = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: refusal }),
  ])

const rawKey = z.string().regex(/^[0-9a-f]{64}$/)
export const benchKeys = z.object({
  serviceKey: rawKey,
  /** `token` as in access-token.md, base64url; the pair was made for this test alone. */
  oldKey: z
    .object({
      token: z.string().max(1_000),
      handset: z.object({ publicKey: rawKey, privateKey: rawKey }),
    })
    .nullable(),
})
export type BenchKeys = z.infer<typeof benchKeys>

/** Centre → console. Those with an acknowledgement are sent again after a reconnect until it came. */
export const fromCentre = {
  /** First on every connection. */
  welcome: z.object({
    protocol: z.int(),
    centreId: id,
    /** Changes when a centre's journal was begun anew: a replica of another journal is set aside. */
    journalId: uuid,
    practice: z.boolean(),
    now: ms,
    headSeq: z.int().min(0),
    keys: z.array(publicKey),
    municipalities: z.array(registryTables.municipality),
    /** Fetched by HTTP GET `/map/<mapId>/<layer>.json` with the workplace's credential. */
    map: z.object({ id: digest, layers: z.array(z.string()) }).nullable(),
    workplaceId: id,
    /** When a desk locks itself and when it asks for the PIN again. */
    limits: deskLimits.default(usualLimits),
  }),
  /** Every open case, whole, as of `atSeq`, before any history; `entries` are their timelines. Acknowledged. */
  open: z.object({ atSeq: z.int().min(0), rows: z.array(rowChange), entries: z.array(z.unknown()) }),
  /** All rows as of a signed point, for a replica that begins; parts are numbered from 1. Acknowledged. */
  snapshot: z.object({
    seal: snapshotSeal,
    part: z.int().min(1),
    parts: z.int().min(1),
    rows: z.array(rowChange),
  }),
  /** Entries in order, without a gap behind what the console has stored. Acknowledged with what is on disk. */
  entries: z.object({
    phase: z.enum(['history', 'live']),
    headSeq: z.int().min(0),
    entries: z.array(z.unknown()),
  }),
  /** Registry rows by version; `through` is the version reached. Acknowledged. */
  registry: z.object({ through: z.int().min(0), head: z.int().min(0), changes: z.array(registryChange) }),
  /** Latest readings; older ones of the same subject may be left out under load. Not acknowledged. */
  telemetry: z.object({ readings: z.array(z.unknown()) }),
  /** The keys that sign for this centre, whenever they changed after `welcome`; before the first that they sign. */
  keys: z.object({ keys: z.array(publicKey) }),
  checkpoint,
  /** Who has which case open just now, at all consoles: the whole list, whenever it changed. Not acknowledged. */
  presence: z.object({
    open: z.array(z.object({ caseId: uuid, personId: id, workplaceId: id })).max(10_000),
  }),
  /** Once a second. */
  beat: z.object({ now: ms, headSeq: z.int().min(0) }),
} as const

export const stored = z.object({ stored: z.int().min(0) })

/** A sign-in as it stands: until when unless it is renewed, until when at most, and when its person last proved who they are. */
const standingSession = z.object({
  person: registryTables.person,
  expiresAt: ms,
  endsAt: ms,
  provenAt: ms,
  seenAt: ms,
})

/** Console → centre; each is answered by acknowledgement. */
export const fromConsole = {
  resume: {
    args: z.object({
      journalId: uuid.nullable(),
      seq: z.int().min(0),
      hash: digest,
      registryVersion: z.int().min(0),
      telemetryVersion: z.int().min(0),
    }),
    answer: answer(z.object({ mode: z.enum(['continue', 'snapshot']), headSeq: z.int().min(0) })),
  },
  /** These presses are painted and sounding at an attended console. */
  presented: {
    args: z.object({ presses: z.array(z.object({ caseId: uuid, pressId: uuid })).max(1_000) }),
    answer: answer(z.object({})),
  },
  /** No word of any resident who was erased up to this place in the journal is left on this console's disk. */
  erased: { args: z.object({ through: z.int().min(1) }), answer: answer(z.object({})) },
  /** Once a second: what this console can do for somebody who presses now. */
  alive: {
    args: z.object({
      storedSeq: z.int().min(0),
      painting: z.boolean(),
      sounding: z.boolean(),
      attended: z.boolean(),
      probeId: uuid.nullable(),
    }),
    answer: answer(z.object({})),
  },
  /** Which cases are open at this console, in place of what it said before; nobody's once the session has ended. */
  looking: {
    args: z.object({ session: z.string().max(256).nullable(), cases: z.array(uuid).max(8) }),
    answer: answer(z.object({})),
  },
  command: {
    args: z.object({
      id: uuid,
      notAfter: ms,
      session: z.string().max(256).nullable(),
      name: z.string().max(64),
      args: z.unknown(),
    }),
    /** `entryIds`: what it led to in the journal; they come with the entries, perhaps before this answer. */
    answer: answer(z.object({ commandId: uuid, seq: z.int().min(0), entryIds: z.array(uuid) })),
  },
  /** What became of a command whose answer was lost. `unknown` means: never taken, and never will be. */
  outcome: {
    args: z.object({ id: uuid }),
    answer: answer(
      z.discriminatedUnion('state', [
        z.object({ state: z.literal('done'), seq: z.int(), entryIds: z.array(uuid) }),
        z.object({ state: z.literal('refused'), error: refusal }),
        z.object({ state: z.literal('unknown') }),
      ]),
    ),
  },
  /**
   * The digits that an entry stands for: of a spoken code, or of a shared code that was revealed. Only to the person
   * who caused the entry, and only for a while after it; kept nowhere on the way.
   */
  secret: {
    args: z.object({ session: z.string().max(256), caseId: uuid, entryId: uuid }),
    answer: answer(z.object({ words: z.string().max(64) })),
  },
  /**
   * What a bench needs for one test: the unit's service key, and a lease that a wipe has to make worthless; null where
   * none may be made out. Only to the person who began that test, where they began it, while it runs, and for a while
   * after it began; kept nowhere on the way.
   */
  benchKeys: {
    args: z.object({ session: z.string().max(256), testId: uuid }),
    answer: answer(benchKeys),
  },
  signIn: {
    args: z.object({ personId: id, pin: z.string().max(128) }),
    answer: answer(standingSession.extend({ token: z.string() })),
  },
  signOut: { args: z.object({ token: z.string().max(256) }), answer: answer(z.object({})) },
  /** Whether a session still holds; `renew`: somebody is at the desk, and it is to hold on. */
  session: {
    args: z.object({ token: z.string().max(256), renew: z.boolean().default(false) }),
    answer: answer(standingSession),
  },
  /** The PIN again: to unlock a screen, and before what opens a door. */
  prove: {
    args: z.object({ token: z.string().max(256), pin: z.string().max(128) }),
    answer: answer(standingSession),
  },
  /** Travel times to a home by road, nearest first. */
  responders: {
    args: z.object({ caseId: uuid }),
    answer: answer(
      z.object({
        responders: z.array(z.object({ unitId: id, seconds: z.int(), metres: z.int() })),
        at: ms,
      }),
    ),
  },
  /** Older entries of one case, for a replica that began from a snapshot. */
  caseHistory: {
    args: z.object({ caseId: uuid }),
    answer: answer(z.object({ entries: z.array(z.unknown()) })),
  },
  /** Practice only: the instructor's panel. */
  practice: {
    args: z.discriminatedUnion('do', [
      z.object({ do: z.literal('list') }),
      z.object({ do: z.literal('start'), scenario: id }),
      z.object({ do: z.literal('stop') }),
      z.object({ do: z.literal('speed'), factor: z.number().min(0).max(600) }),
    ]),
    answer: answer(
      z.object({
        scenarios: z.array(id),
        running: id.nullable(),
        speed: z.number(),
        /** Practice PIN of each person, since nobody is real. */
        people: z.array(z.object({ personId: id, pin: z.string() })),
      }),
    ),
  },
} as const
export type FromConsole = typeof fromConsole
export type Ask = keyof FromConsole
export type AskArgs<A extends Ask> = z.infer<FromConsole[A]['args']>
export type AskAnswer<A extends Ask> = z.infer<FromConsole[A]['answer']>
export type FromCentre = { [K in keyof typeof fromCentre]: z.infer<(typeof fromCentre)[K]> }
