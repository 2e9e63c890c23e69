import { standard } from '../../../src-domain/lock/profile.ts'
import type { Connection, Radio } from '../radio/radio.ts'
import { type Driver, OtherUnit, type Visit, type Wanted } from './driver.ts'
import { readInformation, readSerial } from './identity.ts'

const level = { service: standard.battery, characteristic: standard.batteryLevel }

/** Percent; null for none, and for what is no percentage. */
const readLevel = async (connection: Connection): Promise<number | null> => {
  if (!connection.has(level)) return null
  const percent = (await connection.read(level))[0]
  return percent === undefined || percent > 100 ? null : percent
}

const openVisit = async (radio: Radio, { id, serial }: Wanted): Promise<Visit> => {
  const connection = await radio.connect(id)
  try {
    const says = await readSerial(connection)
    if (says !== serial) throw new OtherUnit(says)
    return {
      does: async (step, { found }) => {
        if (step === 'information') found({ information: await readInformation(connection, says) })
        if (step === 'battery') found({ level: await readLevel(connection) })
      },
      close: connection.close,
    }
  } catch (error) {
    await connection.close()
    throw error
  }
}

/** Any maker's unit, by what Bluetooth's standard services say without a word of its protocol. */
export const generic: Driver = {
  name: 'generic',
  knows: () => true,
  visit: openVisit,
  faultOf: () => null,
  isBusy: () => false,
}
