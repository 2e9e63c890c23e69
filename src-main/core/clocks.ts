import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { type Clocks, sleepCounted } from '../../src-domain/clocks.ts'
import { second } from '../../src-domain/time.ts'

const ticks = () => performance.now()

/**
 * This machine's clocks. On macOS a process's ticks go on while it sleeps, and its uptime follows the wall clock.
 */
export const machineClocks: Clocks = {
  wall: Date.now,
  mono: process.platform === 'darwin' ? ticks : sleepCounted(ticks, () => uptime() * second),
}

/**
 * Off by what a file says, in ms, where one is named: so that practice can show, and a test can try, what becomes of a
 * console whose machine's clock is set. A live desk goes by the machine's own, whatever is named around it.
 */
export const clocksFor = (desk: { readonly practice: boolean }, shiftFile: string | undefined): Clocks =>
  desk.practice && shiftFile !== undefined ? shiftedClocks(shiftFile) : machineClocks

/** Read at each look, so that it can be set while the console runs. */
const shiftedClocks = (file: string): Clocks => ({
  ...machineClocks,
  wall: () => Date.now() + shiftIn(file),
})

const shiftIn = (file: string): number => {
  const shift = Number.parseFloat(readFileSync(file, 'utf8'))
  if (!Number.isFinite(shift)) throw new Error(`${file} holds no number of milliseconds`)
  return shift
}
