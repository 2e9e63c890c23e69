import { z } from 'zod'

/** Between the soak and the process in which core runs; both sides parse. */
export const toCoreProcess = z.object({ do: z.enum(['measure', 'stop']), seq: z.int().min(0) })
export type ToCoreProcess = z.infer<typeof toCoreProcess>

export const fromCoreProcess = z.object({
  /** The newest entry that is on the disk and was told to the window. */
  seq: z.int(),
  /** Bytes that the kernel counts for the process, settled. */
  resident: z.int(),
  /** What of it JavaScript uses. */
  heapUsed: z.int(),
  unreadable: z.int(),
  chainBroken: z.boolean(),
})
export type Measured = z.infer<typeof fromCoreProcess>
