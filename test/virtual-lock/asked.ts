import { randomUUID } from 'node:crypto'
import { limits, type TestPlan } from '../../src-domain/hardware/limits.ts'
import type { ToDongle } from '../../src-main/dongle/messages.ts'
import { oldKeyTo, serviceKeyOf } from './cast.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** What core asks of the dongle's process for a unit of the cast, with the keys that its centre would release. */
export const testOf = (
  serial: string,
  id: string,
  plan: Partial<TestPlan> = {},
): Extract<ToDongle, { kind: 'test' }> => {
  const { token, handset } = oldKeyTo(serial, Date.now())
  const { cycles, loadMs, busyPauseMs } = limits
  return {
    kind: 'test',
    testId: randomUUID(),
    id,
    serial,
    driver: 'vaktrom',
    keys: {
      serviceKey: hex(serviceKeyOf(serial)),
      oldKey: {
        token: Buffer.from(token).toString('base64url'),
        handset: { publicKey: hex(handset.publicKey), privateKey: hex(handset.privateKey) },
      },
    },
    clockOffsetMs: 0,
    plan: { cycles, loadMs, busyPauseMs, wipe: true, ...plan },
  }
}
