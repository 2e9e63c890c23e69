import { afterAll } from 'vitest'
import { lockService } from '../../src-domain/lock/profile.ts'
import { loadLibrary } from '../../src-main/dongle/radio/library.ts'
import { openNoble } from '../../src-main/dongle/radio/noble.ts'
import type { Radio } from '../../src-main/dongle/radio/radio.ts'
import { plugIn, virtualAir } from './dongle.ts'
import type { Temper } from './lock.ts'

/** The connection interval is kept short in tests: what is tested is what happens, not how long it takes. */
const quick = { intervalMs: 1, advertiseEvery: 30 }
const shortDeadlines = { scan: 2_000, connect: 2_000, discover: 1_000, ask: 1_000, close: 1_000 }

/** The real noble, on a simulated controller at a serial port, with these locks in the air. Gone after the file. */
export const openBench = async (tempers: readonly Temper[]) => {
  const air = virtualAir(tempers)
  const dongle = await plugIn(air.near, quick)
  process.env.BLUETOOTH_HCI_SOCKET_UART_PORT = dongle.path
  const radio: Radio = openNoble(loadLibrary(dongle.path), shortDeadlines)
  await new Promise<void>((resolve) => {
    if (radio.ready()) resolve()
    else radio.onReady((ready) => ready && resolve())
  })
  afterAll(dongle.pullOut)
  return {
    radio,
    lock: air.lock,
    /** What the radio calls the lock of this temper, once it was heard with its name. */
    find: async (temper: Temper): Promise<string> => {
      const heard = Promise.withResolvers<string>()
      const stop = await radio.scan((one) => {
        if (
          one.address === temper.address &&
          one.name === temper.name &&
          one.serial === temper.serialInTheAir &&
          one.services.includes(lockService.service)
        )
          heard.resolve(one.id)
      })
      const id = await heard.promise
      await stop()
      return id
    },
  }
}
