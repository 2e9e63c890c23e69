import type { TestReport } from '../../../src-domain/hardware/report.ts'
import { standard } from '../../../src-domain/lock/profile.ts'
import type { Connection } from '../radio/radio.ts'

type Reading = Pick<Connection, 'has' | 'read'>

/** As long as a report takes them. What is longer is no name. */
const longest = { word: 64, serial: 32 } as const

/** What a unit says in Bluetooth's own Device Information; empty where it says nothing. */
const said = async (connection: Reading, characteristic: string, most: number): Promise<string> => {
  const place = { service: standard.deviceInformation, characteristic }
  if (!connection.has(place)) return ''
  const text = new TextDecoder().decode(await connection.read(place))
  // Some makers fill up with zeros.
  return text.replace(/\0+$/, '').slice(0, most)
}

export const readSerial = (connection: Reading): Promise<string> =>
  said(connection, standard.serial, longest.serial)

export const readInformation = async (
  connection: Reading,
  serial: string,
): Promise<NonNullable<TestReport['information']>> => ({
  manufacturer: await said(connection, standard.manufacturer, longest.word),
  model: await said(connection, standard.model, longest.word),
  serial,
  firmware: await said(connection, standard.firmware, longest.serial),
})
