import { z } from 'zod'

/** What is missing before a machine can speak Bluetooth, in the order in which somebody would put it right. */
export const adapterLacks = [
  'noAdapter',
  'notPermitted',
  'inUse',
  'noDriver',
  'switchedOff',
  'notSupported',
] as const
export type AdapterLack = (typeof adapterLacks)[number]

/** A serial line goes by its whole path. */
export const adapterName = z.string().max(300)

/** How it stands with the bench's adapter: the same for whoever finds it out, hands it on and shows it. */
export const adapterState = z.object({
  ready: z.boolean(),
  /** Null while it is ready or still being looked for. */
  lacks: z.enum(adapterLacks).nullable(),
  /** The system's own words, for whoever mends it. */
  detail: z.string().max(500),
  platform: z.enum(['linux', 'win32', 'darwin', 'other']),
  adapters: z.array(z.object({ name: adapterName, label: z.string().max(300) })).max(32),
  chosen: adapterName.nullable(),
})
export type AdapterState = z.infer<typeof adapterState>
