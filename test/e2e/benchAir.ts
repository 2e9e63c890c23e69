import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchFile } from '../../src-centre/practice/benchFile.ts'
import { openSocket } from '../integration/dongle/socket.ts'
import { type Temper, type Truth, type VirtualLock, virtualLock } from '../virtual-lock/lock.ts'
import { strangerOf, temperOf } from '../virtual-lock/plays.ts'
import { neighbours } from '../virtual-lock/strangers.ts'

/** What is asked here is what happens, and not how long a radio or a motor takes. */
const quick = { intervalMs: 1, advertiseEvery: 250 }
const hurry = 50

/**
 * The air around the bench of a test centre: its units as `bench.json` has them, each in its own temper, `crowd` others,
 * and a dongle to plug in. All of it in the test's own process, which knows what is true of each lock, whatever it says.
 */
export const openAir = (
  folder: string,
  tempers: Readonly<Record<string, Partial<Temper>>>,
  crowd: number,
) => {
  const { locks } = benchFile.parse(JSON.parse(readFileSync(join(folder, 'bench.json'), 'utf8')))
  const ofProfile = new Map<string, VirtualLock>(
    locks
      .filter(({ play }) => play !== 'stranger')
      .map((lock) => [
        lock.serial,
        virtualLock({ ...temperOf(lock, Date.now), hurry, ...tempers[lock.serial] }, Date.now),
      ]),
  )
  const others = [...locks.filter(({ play }) => play === 'stranger').map(strangerOf), ...neighbours(crowd)]
  /** Half wiped, these are out of power and heard by nobody. */
  const loose = new Set<string>()
  const isHeard = ([serial, lock]: [string, VirtualLock]): boolean =>
    !(loose.has(serial) && lock.truth().halfWiped)
  const near = () => [...[...ofProfile].filter(isHeard).map(([, lock]) => lock.near), ...others]
  const truth = (serial: string): Truth => {
    const lock = ofProfile.get(serial)
    if (!lock) throw new Error(`no lock ${serial} on the bench`)
    return lock.truth()
  }
  return {
    ...openSocket(near, quick),
    truth,
    /** Nobody's key is left in it, by what it is and not by what it says. */
    isWiped: (serial: string): boolean => {
      const { bindings, believes, halfWiped } = truth(serial)
      return bindings.length === 0 && believes === 0 && !halfWiped
    },
    /** Its battery falls out when it loses power in a wipe, and stays out until it is put in again. */
    loosenBattery: (serial: string): void => void loose.add(serial),
    putBatteryIn: (serial: string): void => void loose.delete(serial),
  }
}
export type Air = ReturnType<typeof openAir>
