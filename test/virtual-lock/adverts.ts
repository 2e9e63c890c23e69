import { lockService } from '../../src-domain/lock/profile.ts'
import { writeSerialInTheAir } from '../../src-domain/lock/serialInTheAir.ts'
import type { Near } from './controller.ts'

/** Kinds of data in an advertisement (Bluetooth's assigned numbers, Common Data Types). */
const types = { flags: 0x01, services128: 0x07, shortName: 0x08, name: 0x09, serviceData128: 0x21 } as const
/** Legacy advertising: so many bytes, and as many again for whoever asks. */
const room = 31

export const field = (type: number, value: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([value.length + 1, type]), value])
export const packet = (...fields: readonly Buffer[]): Buffer => {
  const whole = Buffer.concat(fields)
  if (whole.length > room) throw new Error(`an advertisement of ${whole.length} bytes`)
  return whole
}
/** Generally discoverable, and no classic Bluetooth. */
export const flags = field(types.flags, Uint8Array.of(0x06))

const longestName = 8
export const nameField = (name: string): Buffer => {
  const whole = Buffer.from(name, 'utf8')
  return whole.length <= longestName
    ? field(types.name, whole)
    : field(types.shortName, whole.subarray(0, longestName))
}

const uuid = Buffer.from(lockService.service, 'hex').reverse()

/** What a lock of the profile says to everybody, as docs/lock-profile.md lays it out. */
export const advertsOf = (lock: {
  readonly name: string
  readonly serialInTheAir: string
}): Pick<Near, 'advertising' | 'scanResponse'> => {
  const serial = writeSerialInTheAir(lock.serialInTheAir)
  const advertising = packet(flags, field(types.services128, uuid), nameField(lock.name))
  const scanResponse =
    serial === null ? packet() : packet(field(types.serviceData128, Buffer.concat([uuid, serial])))
  return { advertising: () => advertising, scanResponse: () => scanResponse }
}
