import { powerMonitor } from 'electron'

/** Calls `woke` whenever the machine has slept and is awake again. */
export const onWake = (woke: () => void): void => {
  powerMonitor.on('resume', woke)
}
