import { readSerial } from './drivers/identity.ts'
import type { FromDongle } from './messages.ts'
import { type Radio, RadioFault } from './radio/radio.ts'

type Identified = Extract<FromDongle, { kind: 'identified' }>

/** Connects to a unit, reads who it says that it is, and hangs up. */
export const identify = async (radio: Radio | null, id: string): Promise<Identified> => {
  const failed = (fault: string): Identified => ({ kind: 'identified', id, serial: null, fault })
  if (radio === null) return failed('noAdapter')
  try {
    const connection = await radio.connect(id)
    try {
      const serial = await readSerial(connection)
      // There are units that will not say who they are.
      return serial === '' ? failed('missing') : { kind: 'identified', id, serial, fault: null }
    } finally {
      await connection.close()
    }
  } catch (error) {
    if (error instanceof RadioFault) return failed(error.code)
    throw error
  }
}
