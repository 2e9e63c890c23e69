import { isSerial, serviceKeyOf } from '../../src-domain/lock/serviceKey.ts'
import { lockHkdf } from '../crypto.ts'
import type { Meta } from '../store/meta.ts'
import { openRoot, type RootKind } from '../store/rootFile.ts'

/** What a tool and a unit know each other by. Every unit is fitted with a key of its own; all follow from one root. */
export type ServiceKeys = {
  /** Null where the root is not there, or where no lock can bear such a serial. */
  readonly keyOf: (serial: string) => Uint8Array | null
}

const serviceRoot: RootKind = {
  file: 'service-root.key',
  known: 'serviceRoot',
  tag: 'vaktrom-service-root/1',
  whose: 'the units',
}

/** Beside the signing keys. `missing` hears of a root that is gone or was changed. */
export const openServiceKeys = (folder: string, meta: Meta, missing: (why: string) => void): ServiceKeys => {
  const root = openRoot(folder, serviceRoot, meta, missing)
  return { keyOf: (serial) => (root && isSerial(serial) ? serviceKeyOf(root, serial, lockHkdf) : null) }
}
