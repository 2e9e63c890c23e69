import type { Store } from '../store/store.ts'
import type { ServiceKeys } from './serviceKeys.ts'

/**
 * The service key of one unit, 64 hexadecimal digits, for the tool that fits it in. Throws a sentence where the serial
 * is of no lock of the registry: nobody should fit what no bench will know.
 */
export const serviceKeyForFitter = (
  serial: string,
  centre: { readonly store: Pick<Store, 'registry'>; readonly serviceKeys: ServiceKeys },
): string => {
  if (!centre.store.registry.all('lock').some((lock) => lock.serial === serial))
    throw new Error(`${serial}: the registry has no lock of that serial`)
  const key = centre.serviceKeys.keyOf(serial)
  if (!key)
    throw new Error(`${serial}: the root of service keys is missing, or no lock can bear such a serial`)
  return Buffer.from(key).toString('hex')
}
