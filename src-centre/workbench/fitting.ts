import type { Store } from '../store/store.ts'
import type { ServiceKeys } from './serviceKeys.ts'

/**
 * The service key of one unit, 64 hexadecimal digits, for the tool that fits it in. Throws a sentence where the serial
 * is of no lock of the registry, or of two: nobody should fit what no bench will know.
 */
export const serviceKeyForFitter = (
  serial: string,
  centre: { readonly store: Pick<Store, 'registry'>; readonly serviceKeys: ServiceKeys },
): string => {
  const [lock, another] = centre.store.registry.locksOfSerial(serial)
  if (!lock) throw new Error(`${serial}: the registry has no lock of that serial`)
  if (another) throw new Error(`${serial}: two locks bear that serial, and the key of one would open both`)
  const key = centre.serviceKeys.keyOf(serial)
  if (!key)
    throw new Error(`${serial}: the root of service keys is missing, or no lock can bear such a serial`)
  return Buffer.from(key).toString('hex')
}
