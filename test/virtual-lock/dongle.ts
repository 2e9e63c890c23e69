import { type Near, type Radio, virtualController } from './controller.ts'
import { packetCutter } from './h4.ts'
import { type Temper, type VirtualLock, virtualLock } from './lock.ts'
import { openPty } from './pty.ts'

/** What is near a bench, whichever dongle hears it; locks keep their truth while none is plugged in. */
export const virtualAir = (tempers: readonly Temper[], others: readonly Near[] = []) => {
  const locks = new Map<string, VirtualLock>(
    tempers.map((temper) => [temper.address, virtualLock(temper, Date.now)]),
  )
  const near = [...[...locks.values()].map((one) => one.near), ...others]
  return {
    near: (): readonly Near[] => near,
    lock: (address: string): VirtualLock => {
      const one = locks.get(address)
      if (!one) throw new Error(`no lock at ${address}`)
      return one
    },
  }
}

/** A dongle at a pseudo-terminal; a host speaks to it as to any controller on a serial line. */
export const plugIn = async (near: () => readonly Near[], radio: Radio) => {
  const pty = await openPty()
  const controller = virtualController(near, radio, pty.write)
  pty.listen(packetCutter(controller.take))
  return {
    path: pty.path,
    pullOut: (): void => {
      controller.close()
      pty.close()
    },
  }
}
export type VirtualDongle = Awaited<ReturnType<typeof plugIn>>
