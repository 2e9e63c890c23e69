import type { Fault } from '../fault.ts'
import { commandFaults } from './commands.ts'
import { deskFaults } from './desk.ts'
import { diskFaults } from './disk.ts'
import { loadFaults } from './load.ts'
import { networkFaults } from './network.ts'
import { orderFaults } from './order.ts'
import { processFaults } from './process.ts'
import { timeFaults } from './time.ts'

/** Every row. A new group gets a file beside this one. */
export const faults: readonly Fault[] = [
  ...processFaults,
  ...networkFaults,
  ...orderFaults,
  ...commandFaults,
  ...diskFaults,
  ...timeFaults,
  ...loadFaults,
  ...deskFaults,
]
