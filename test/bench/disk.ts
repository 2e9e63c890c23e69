import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const page = 4_096

export type Disk = { readonly samples: number[]; readonly flush: () => void; readonly close: () => void }

/** Milliseconds to append 4 KiB to a file and have it on the disk, on the disk that `folder` lies on. */
export const openDisk = (folder: string): Disk => {
  const own = mkdtempSync(join(folder, 'vaktrom-flush-'))
  const file = openSync(join(own, 'log'), 'w')
  const bytes = randomBytes(page)
  const samples: number[] = []
  return {
    samples,
    flush: () => {
      const begun = performance.now()
      writeSync(file, bytes, 0, page, samples.length * page)
      fsyncSync(file)
      samples.push(performance.now() - begun)
    },
    close: () => {
      closeSync(file)
      rmSync(own, { recursive: true, force: true })
    },
  }
}
