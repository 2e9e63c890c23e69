import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** About what a night of alarms takes; a disk with less is full again at once. */
const night = 4 * 1024 * 1024

/** Writes as much as will be needed, and takes it away again; throws what the system throws where it will not go. */
export const requireRoom = (folder: string, bytes = night): void => {
  const file = join(folder, `room-${process.pid}.tmp`)
  const handle = openSync(file, 'w', 0o600)
  try {
    const nothing = Buffer.alloc(bytes)
    for (let done = 0; done < bytes; ) done += writeSync(handle, nothing, done)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
    rmSync(file, { force: true })
  }
}
