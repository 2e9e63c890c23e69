import { z } from 'zod'
import { accessKinds } from '../access/kinds.ts'
import { refusalCause } from '../access/words.ts'
import { id, position, uuid } from '../ids.ts'
import { homeUnitReading, lockReading } from '../telemetry/reading.ts'
import { instant, ms } from '../time.ts'

/**
 * The field's side of the wire: handsets (`/handset`), a lock platform's adapter (`/platform`) and alarm
 * receivers (`/intake`), each a Socket.IO namespace. `docs/protocol.md` tells it in words.
 */
export const handsetNamespace = '/handset'
export const platformNamespace = '/platform'
export const intakeNamespace = '/intake'

/** Handshake of a handset: `signature` is Ed25519 over `vaktrom-handset/1\n<handsetId>\n<at>` by its own key. */
export const handsetAuth = z.object({
  protocol: z.int(),
  handsetId: id,
  at: ms,
  signature: z.string().max(128),
})
/** Handshake of an adapter: a shared secret that the centre's operator gave it. */
export const adapterAuth = z.object({ protocol: z.int(), adapterId: id, secret: z.string().min(16).max(256) })

/** Centre → handset. */
export const toHandset = {
  welcome: z.object({ now: ms, time: z.string() }),
  /** Signed time for doors that lost their clock: base64url of the time stamp in `docs/protocol.md`. Every minute. */
  time: z.object({ stamp: z.string() }),
  /** What this unit is asked to do now; whole list each time. */
  dispatches: z.object({
    dispatches: z.array(
      z.object({
        dispatchId: uuid,
        caseId: uuid,
        state: z.enum(['sent', 'accepted', 'arrived']),
        sentAt: ms,
        address: z.string(),
        position: position.nullable(),
        /** In walking order. */
        doorIds: z.array(id),
      }),
    ),
  }),
  /** A token (base64url) to keep in place of any older lease of that grant. */
  lease: z.object({ grantId: uuid, lease: z.int(), until: ms, token: z.string() }),
  /** The signed trust list (base64url) for the doors that it meets; after `welcome`, and whenever there is a newer one. */
  trust: z.object({ version: z.int().min(1), list: z.string().max(1_000) }),
  /** Delete all tokens of the grant and say so with `deleted`. */
  revoke: z.object({ grantId: uuid }),
} as const

/** Handset → centre; each is answered by acknowledgement with `{ok}` or a refusal. Times are the handset's clock. */
export const fromHandset = {
  /** Whoever takes the phone proves who they are; whoever was signed on before is signed off by it. */
  signOn: z.object({ personId: id, pin: z.string().max(128), at: instant }),
  signOff: z.object({ at: instant }),
  accept: z.object({ dispatchId: uuid, at: instant }),
  decline: z.object({ dispatchId: uuid, at: instant }),
  arrive: z.object({ dispatchId: uuid, at: instant }),
  clear: z.object({ dispatchId: uuid, at: instant }),
  /** Asks for a fresh lease; every 5 minutes while there is coverage. */
  renew: z.object({ grantId: uuid }),
  deleted: z.object({ grantId: uuid, at: instant }),
  /** A door has taken in the trust list that this handset brought. */
  trusted: z.object({ doorId: id, version: z.int().min(1), at: instant }),
  /** Asks for the time signed for one challenge (base64url) of a door that lost its clock; see `timeAnswer`. */
  time: z.object({ challenge: z.string().max(64) }),
  /** What doors did with its tokens; kept on the phone until acknowledged, so it may come late. */
  uses: z.object({
    uses: z.array(
      z.discriminatedUnion('result', [
        z.object({
          result: z.literal('opened'),
          useId: uuid,
          grantId: uuid,
          doorId: id,
          reentry: z.boolean(),
          at: instant,
        }),
        z.object({
          result: z.literal('refused'),
          useId: uuid,
          grantId: uuid.nullable(),
          doorId: id,
          cause: refusalCause,
          at: instant,
        }),
      ]),
    ),
  }),
  position: z.object({
    position,
    heading: z.number().min(0).max(360).nullable(),
    status: z.enum(['free', 'driving', 'onScene', 'pause', 'offShift']),
    at: instant,
  }),
} as const

/** The centre's answer to `time`: base64url of a time stamp that names the challenge's door and nonce. */
export const timeAnswer = z.object({ ok: z.literal(true), stamp: z.string() })

/** Platform adapter → centre: latest readings of locks and home units; the centre numbers them. */
const unnumbered = { version: true, receivedAt: true } as const
export const fromPlatform = {
  readings: z.object({
    readings: z
      .array(z.discriminatedUnion('kind', [lockReading.omit(unnumbered), homeUnitReading.omit(unnumbered)]))
      .max(5_000),
  }),
  /** Spoken codes that a keypad let in; told again until acknowledged. */
  keypad: z.object({
    uses: z.array(z.object({ useId: uuid, codeId: uuid, at: instant })).max(1_000),
  }),
  /** Units that were taken off their doors and are in stock; `doorId`: where each hung. Told again until acknowledged. */
  returned: z.object({
    units: z.array(z.object({ returnId: uuid, lockId: id, doorId: id.nullable(), at: instant })).max(1_000),
  }),
  /** What residents and relatives do in the maker's own app. `name`: of whoever may open. */
  residentGrants: z.object({
    given: z.array(accessKinds['residentGrant.given'].extend({ name: z.string().max(200) })).max(1_000),
    withdrawn: z.array(z.object({ grantId: uuid, at: instant })).max(1_000),
    used: z.array(z.object({ useId: uuid, grantId: uuid, doorId: id, at: instant })).max(1_000),
  }),
} as const

/** Alarm receiver → centre: one SCAIP request as it came; the acknowledgement carries the `<mrs>` to send back. */
export const fromIntake = {
  scaip: z.object({ raw: z.string().max(20_000), at: instant }),
} as const
export const intakeAnswer = z.object({ response: z.string() })
