import type { DriverName } from '../../../src-domain/hardware/words.ts'
import type { Seen } from '../radio/radio.ts'
import type { Driver } from './driver.ts'
import { generic } from './generic.ts'
import { vaktrom } from './vaktrom/vaktrom.ts'

export const drivers: { readonly [N in DriverName]: Driver } = { vaktrom, generic }

/** Asked in this order; the last knows everything. */
const order: readonly Driver[] = [vaktrom, generic]

export const driverFor = (seen: Seen): DriverName =>
  (order.find((driver) => driver.knows(seen)) ?? generic).name
