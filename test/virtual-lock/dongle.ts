import { type Radio, virtualController } from './controller.ts'
import { packetCutter } from './h4.ts'
import { type Temper, type VirtualLock, virtualLock } from './lock.ts'
import { openPty } from './pty.ts'

/** A dongle at a pseudo-terminal with locks near it; a host speaks to it as to any controller on a serial line. */
export const openVirtualDongle = async (tempers: readonly Temper[], radio: Radio) => {
  const pty = await openPty()
  const locks = new Map<string, VirtualLock>(
    tempers.map((temper) => [temper.address, virtualLock(temper, Date.now)]),
  )
  const near = () => [...locks.values()].map((one) => one.near)
  const controller = virtualController(near, radio, pty.write)
  pty.listen(packetCutter(controller.take))
  return {
    path: pty.path,
    lock: (address: string): VirtualLock => {
      const one = locks.get(address)
      if (!one) throw new Error(`no lock at ${address}`)
      return one
    },
    close: (): void => {
      controller.close()
      pty.close()
    },
  }
}
