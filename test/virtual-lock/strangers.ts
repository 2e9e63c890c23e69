import { standard } from '../../src-domain/lock/profile.ts'
import { field, flags, nameField, packet } from './adverts.ts'
import type { Near } from './controller.ts'
import { gattServer, type Service } from './gatt.ts'

const manufacturerData = 0xff
const text = (words: string) => () => Buffer.from(words, 'utf8')

const airOf = (
  n: number,
  name: string | null,
): Pick<Near, 'address' | 'rssi' | 'advertising' | 'scanResponse'> => {
  const low = (n & 0xff).toString(16).padStart(2, '0')
  const high = (n >> 8).toString(16).padStart(2, '0')
  // A company that does not exist, and a counter.
  const theirs = field(manufacturerData, Uint8Array.of(0xff, 0xff, n & 0xff, n >> 8))
  const advertising = packet(flags, theirs)
  const scanResponse = name === null ? packet() : packet(nameField(name))
  return {
    address: `d0:0d:1e:00:${high}:${low}`,
    rssi: -50 - (n % 45),
    advertising: () => advertising,
    scanResponse: () => scanResponse,
  }
}

/** Phones, headsets and meters: in the air, and of no use to anybody here. */
export const neighbours = (count: number): readonly Near[] =>
  Array.from({ length: count }, (_, n) => ({
    ...airOf(n, n % 3 === 0 ? `N${n}` : null),
    connected: () => ({ take: () => undefined, gone: () => undefined }),
  }))

export type Stranger = {
  readonly address: string
  readonly name: string
  readonly manufacturer: string
  readonly model: string
  readonly serial: string
  /** Percent. */
  readonly level: number
}

/** Another maker's lock: its own protocol is closed, and Bluetooth's standard services are all that it says. */
export const stranger = ({ address, name, manufacturer, model, serial, level }: Stranger): Near => {
  const services: readonly Service[] = [
    {
      uuid: standard.deviceInformation,
      characteristics: [
        { uuid: standard.manufacturer, read: text(manufacturer) },
        { uuid: standard.model, read: text(model) },
        { uuid: standard.serial, read: text(serial) },
      ],
    },
    {
      uuid: standard.battery,
      characteristics: [{ uuid: standard.batteryLevel, read: () => Uint8Array.of(level) }],
    },
  ]
  return {
    ...airOf(0, name),
    address,
    connected: ({ send }) => ({ take: gattServer(services, send).take, gone: () => undefined }),
  }
}
