import { id } from '../src-domain/ids.ts'
import type { ChainStep } from '../src-domain/registry/rows.ts'
import type { KeypadKeys } from './keypadKeys.ts'
import type { Store } from './store/store.ts'

/**
 * The key of one keypad, 64 hexadecimal digits, for the tool that fits it in. Throws a sentence where `place` names
 * no keypad of ours: a key that was fitted somewhere else would open there with this place's codes.
 */
export const keyForFitter = (
  place: string,
  centre: { readonly store: Pick<Store, 'registry'>; readonly keypads: KeypadKeys },
): string => {
  const step = stepOf(place)
  if (!step) throw new Error(`${place}: say door/ID or keyStore/ID`)
  if (!hasKeypad(step, centre.store.registry)) throw new Error(`${place}: there is no keypad of ours`)
  const key = centre.keypads.keyOf(step)
  if (!key) throw new Error(`${place}: the root of all keypad keys is missing`)
  return Buffer.from(key).toString('hex')
}

const stepOf = (place: string): ChainStep | null => {
  const [kind, name, ...more] = place.split('/')
  const read = id.safeParse(name)
  if (!read.success || more.length > 0) return null
  if (kind === 'door') return { kind, doorId: read.data }
  return kind === 'keyStore' ? { kind, keyStoreId: read.data } : null
}

const hasKeypad = (step: ChainStep, registry: Store['registry']): boolean => {
  if (step.kind === 'keyStore') return registry.get('keyStore', step.keyStoreId)?.keypad ?? false
  const lock = registry.get('lock', registry.get('door', step.doorId)?.lockId ?? '')
  return lock?.keypad === true && lock.traceable
}
