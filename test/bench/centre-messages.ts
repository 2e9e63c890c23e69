import { z } from 'zod'

/** Between the bench and the process of its centre. Instants are milliseconds since 1970, with fractions. */
export const toCentre = z.discriminatedUnion('do', [
  /** One measured alarm; those before the last few of them are closed. */
  z.object({ n: z.int(), do: z.literal('raise') }),
  /** One message of the size of the last alarm to the bare client. */
  z.object({ n: z.int(), do: z.literal('bare') }),
  /** Closes the oldest measured alarms down to a handful. */
  z.object({ n: z.int(), do: z.literal('settle') }),
  z.object({ n: z.int(), do: z.literal('storm'), entriesPerSecond: z.number() }),
])
export type ToCentre = z.infer<typeof toCentre>

/** `at`: when it was on the disk, or went out to the bare client. */
export const fromCentre = z.discriminatedUnion('did', [
  z.object({
    did: z.literal('listen'),
    url: z.string(),
    bareUrl: z.string(),
    workplaceId: z.string(),
    secret: z.string(),
    municipality: z.string(),
    locks: z.int(),
    residents: z.int(),
    registryVersion: z.int(),
    telemetryVersion: z.int(),
  }),
  z.object({ did: z.literal('raise'), n: z.int(), caseId: z.string(), at: z.number() }),
  z.object({ did: z.literal('bare'), n: z.int(), at: z.number() }),
  z.object({ did: z.literal('settle'), n: z.int() }),
  /** `entries`: how many the storm before this one wrote, in `seconds`. */
  z.object({ did: z.literal('storm'), n: z.int(), entries: z.int(), seconds: z.number() }),
])
export type FromCentre = z.infer<typeof fromCentre>
export type Listening = Extract<FromCentre, { did: 'listen' }>

/** Event of the bare namespace. */
export const bareEvent = 'row'

/** Wall time of this machine that never jumps: the same in every process on it. */
export const wallNow = (): number => performance.timeOrigin + performance.now()
