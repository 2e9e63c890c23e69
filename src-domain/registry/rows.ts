import { z } from 'zod'
import { voice } from '../alarm/words.ts'
import { id, position } from '../ids.ts'
import { ms } from '../time.ts'

/** Residents, homes, doors, locks, units and people: versioned rows that the centre keeps and consoles copy. */

const text = z.string().max(2_000)
const common = { id, municipality: id }

export const needs = [
  'hearing',
  'sight',
  'walker',
  'wheelchair',
  'bedbound',
  'oxygen',
  'dementia',
  'diabetes',
  'epilepsy',
  'speech',
  'interpreter',
  'dog',
] as const
export const need = z.enum(needs)
export type Need = z.infer<typeof need>

export const contact = z.object({ name: text, relation: text, phone: text })

/** The next thing that a responder meets on the way in, in walking order. */
export const chainStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('door'), doorId: id }),
  z.object({ kind: z.literal('keyStore'), keyStoreId: id }),
])
export type ChainStep = z.infer<typeof chainStep>

export const registryTables = {
  municipality: z.object({ ...common, name: text, centre: position }),
  provider: z.object({ ...common, name: text }),
  resident: z.object({
    ...common,
    name: text,
    birthYear: z.int().min(1900).max(2100),
    phone: text,
    homeId: id,
    providerId: id,
    needs: z.array(need),
    instructions: text,
    contacts: z.array(contact),
    serviceEndedAt: ms.nullable(),
  }),
  home: z.object({
    ...common,
    street: text,
    number: text,
    /** How people say it: "402"; null for a house. */
    flat: text.nullable(),
    floor: z.int().nullable(),
    district: text,
    position,
    /** Where the first door is. */
    entrance: position,
    chain: z.array(chainStep),
  }),
  homeUnit: z.object({
    ...common,
    residentId: id,
    /** SCAIP controller, 1–16 digits. */
    cid: z.string().max(16),
    model: text,
    voice,
    /** The number that reaches the loudspeaker at home. */
    number: text,
  }),
  door: z.object({
    ...common,
    place: z.enum(['street', 'flat', 'house']),
    label: text,
    position,
    lockId: id.nullable(),
    /** Keeps responders out although the lock opens. */
    warnings: z.array(z.enum(['chain', 'extraLock', 'swells'])),
    /** Housing board's or owner's consent for a street door. */
    consent: text.nullable(),
    /** For a private lock with a shared code: no trace of who entered. */
    sharedCode: z.boolean(),
  }),
  lock: z.object({
    ...common,
    model: z.enum(['danalockV3', 'dKey', 'strike', 'private']),
    serial: text,
    power: z.enum(['battery', 'mains']),
    keypad: z.boolean(),
    ownedBy: z.enum(['resident', 'municipality', 'housingBoard']),
    /** False for locks that our keys cannot open (a private one). */
    traceable: z.boolean(),
  }),
  keyStore: z.object({
    ...common,
    kind: z.enum(['keyBox', 'keyCabinet']),
    label: text,
    hook: text.nullable(),
    position,
    /** A key box that opens for a spoken code. */
    keypad: z.boolean().default(false),
  }),
  unit: z.object({
    ...common,
    kind: z.enum(['patrol', 'fire']),
    name: text,
    /** Short, for the map: "4", "B1". */
    callSign: text,
    base: position,
    crew: z.array(id),
    handsetIds: z.array(id),
    onShift: z.boolean(),
    phone: text,
    /** Null for the municipality's own patrol and for fire & rescue, who come to everybody. */
    providerId: id.nullable().default(null),
  }),
  /** A shared phone; who is signed on at it, and whether it is blocked, is in the journal. */
  handset: z.object({
    ...common,
    unitId: id,
    /** Ed25519, base64url: tokens are bound to it. */
    publicKey: z.string().max(64),
    phone: text.default(''),
  }),
  person: z.object({
    ...common,
    name: text,
    initials: z.string().max(4),
    role: z.enum(['operator', 'supervisor', 'technician', 'trainee', 'responder']),
  }),
  workplace: z.object({ ...common, name: text, phone: text }),
} as const

export type RegistryTable = keyof typeof registryTables
export type RegistryRow<T extends RegistryTable> = z.infer<(typeof registryTables)[T]>
export type Role = RegistryRow<'person'>['role']

/** One version of one row; `row` is null when it was taken out. */
export const registryChange = z.object({
  version: z.int().min(1),
  table: z.enum(Object.keys(registryTables) as [RegistryTable, ...RegistryTable[]]),
  id,
  row: z.unknown().nullable(),
})
export type RegistryChange = z.infer<typeof registryChange>
