import { limits } from '../../src-domain/hardware/limits.ts'
import { type RunningDongle, startDongle } from '../integration/dongle/dongleProcess.ts'
import { openSocket } from '../integration/dongle/socket.ts'
import { testOf } from '../virtual-lock/asked.ts'
import { goodLock } from '../virtual-lock/cast.ts'
import { virtualAir } from '../virtual-lock/dongle.ts'
import { neighbours } from '../virtual-lock/strangers.ts'
import { times } from '../virtual-lock/times.ts'
import { type Figure, figure, median } from './figures.ts'

const crowd = 200
/** Against what the lock itself takes to turn, and to be spoken to. */
const goal = 1.3
/** A glance. */
const foundWithin = 1_000

const lock = goodLock(1, { turnMs: times.turnMs })

const upAt = async (path: string): Promise<RunningDongle> => {
  const dongle = startDongle(path)
  dongle.say({ kind: 'adapter', name: null })
  await dongle.next('adapter', ({ adapter }) => adapter.ready)
  return dongle
}

/** From the wish to look until a lock stands in the list with its serial; its id, and ms. */
const find = async (dongle: RunningDongle) => {
  const begun = performance.now()
  dongle.say({ kind: 'look', on: true })
  const isIt = ({ serial }: { serial: string | null }) => serial === lock.serial
  const { units } = await dongle.next('near', (list) => list.units.some(isIt))
  return { id: units.find(isIt)?.id ?? '', tookMs: performance.now() - begun }
}

/**
 * The dongle's own process, the whole radio stack, a simulated controller. What the sequence takes stands beside what
 * the lock takes by itself: its turns, the load on its battery, and two connection events for each message to it.
 */
export const benchWorkbench = async (searches: number): Promise<Figure[]> => {
  const air = virtualAir([lock], neighbours(crowd))
  const socket = openSocket(air.near, times)
  await socket.plugIn()
  try {
    const found: number[] = []
    for (let i = 1; i < searches; i++) {
      const dongle = await upAt(socket.path)
      found.push((await find(dongle)).tookMs)
      await dongle.stop()
    }
    const dongle = await upAt(socket.path)
    const { id, tookMs } = await find(dongle)
    found.push(tookMs)

    const test = testOf(lock.serial, id)
    const begun = performance.now()
    dongle.say(test)
    await dongle.next('wantsWipe')
    dongle.say({ kind: 'mayWipe', testId: test.testId, granted: true })
    const { fault } = await dongle.next('ended')
    const took = (performance.now() - begun) / 1_000
    await dongle.stop()
    if (fault !== null) throw new Error(`the test of the workbench ended early: ${JSON.stringify(fault)}`)

    const { cycles, messages } = air.lock(lock.address).truth()
    const itself = (cycles * times.turnMs + limits.loadMs + messages * 2 * times.intervalMs) / 1_000
    return [
      figure('a lock found among 200 others', 'ms', median(found), times.advertiseEvery, {
        atMost: foundWithin,
      }),
      figure('a whole test of a lock', 's', took, itself, { atMost: goal * itself }),
    ]
  } finally {
    socket.close()
  }
}
