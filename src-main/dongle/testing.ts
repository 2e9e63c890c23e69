import { emptyReport } from '../../src-domain/hardware/report.ts'
import type { Wanted } from './drivers/driver.ts'
import { drivers } from './drivers/drivers.ts'
import type { FromDongle, ToDongle } from './messages.ts'
import type { Radio } from './radio/radio.ts'
import { type FaultAt, runSequence, type SequenceEnd, type SequenceEvent } from './sequence/sequence.ts'

type Test = Extract<ToDongle, { kind: 'test' }>
type Said = Extract<FromDongle, { kind: 'ended' }>['fault']

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))

const wantedOf = ({ id, serial, keys }: Test): Wanted => ({
  id,
  serial,
  serviceKey: keys === null ? null : bytes(keys.serviceKey),
  oldKey:
    keys === null || keys.oldKey === null
      ? null
      : {
          token: new Uint8Array(Buffer.from(keys.oldKey.token, 'base64url')),
          handset: {
            publicKey: bytes(keys.oldKey.handset.publicKey),
            privateKey: bytes(keys.oldKey.handset.privateKey),
          },
        },
})

/** Released for one test, and gone with it. */
const forget = ({ serviceKey, oldKey }: Wanted): void => {
  serviceKey?.fill(0)
  oldKey?.handset.privateKey.fill(0)
}

const detailOf = (fault: FaultAt): string => {
  switch (fault.kind) {
    case 'radio':
    case 'session':
      return fault.code
    case 'otherUnit':
      return fault.says.slice(0, 64)
    case 'refused':
      return fault.status
    case 'mayNotWipe':
      return ''
  }
}
const saidOf = (fault: FaultAt | null): Said =>
  fault === null ? null : { kind: fault.kind, detail: detailOf(fault), step: fault.step }

const notBegun = (serial: string, stopped: boolean): SequenceEnd => ({
  report: emptyReport(serial),
  fault: stopped ? null : { kind: 'radio', code: 'noAdapter', step: 'identify' },
  stopped,
  halfWiped: false,
})

/**
 * One test, told as it goes, begun after what is done before it. `ended` resolves when the unit was left and all was
 * said about it.
 */
export const startTest = (
  test: Test,
  before: Promise<void>,
  radio: () => Radio | null,
  say: (message: FromDongle) => void,
) => {
  const { testId } = test
  const stop = new AbortController()
  const permission = Promise.withResolvers<boolean>()

  const tell = (event: SequenceEvent): void => {
    if (event.kind === 'samples') say({ ...event, testId, samples: [...event.samples] })
    else say({ ...event, testId })
  }
  const run = async (): Promise<SequenceEnd> => {
    await before
    const now = radio()
    if (now === null || stop.signal.aborted) return notBegun(test.serial, stop.signal.aborted)
    const wanted = wantedOf(test)
    return runSequence({
      radio: now,
      driver: drivers[test.driver],
      wanted,
      plan: test.plan,
      // A lease is dated by the centre, and so must a lock be that is to judge it.
      now: () => Date.now() + test.clockOffsetMs,
      tell,
      mayWipe: () => {
        say({ kind: 'wantsWipe', testId })
        return permission.promise
      },
      stop: stop.signal,
    }).finally(() => forget(wanted))
  }
  return {
    testId,
    /** Only the first word counts: a wipe that was refused is not granted after all. */
    mayWipe: permission.resolve,
    stop: (): void => stop.abort(),
    ended: run().then(({ fault, ...end }) => say({ kind: 'ended', testId, ...end, fault: saidOf(fault) })),
  }
}
export type RunningTest = ReturnType<typeof startTest>
