import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Near, Radio } from '../../virtual-lock/controller.ts'
import { plugIn, type VirtualDongle } from '../../virtual-lock/dongle.ts'

/** Where dongles are plugged in: always at the same path, whatever the system calls the terminal of the next one. */
export const openSocket = (near: () => readonly Near[], radio: Radio) => {
  const folder = mkdtempSync(join(tmpdir(), 'vaktrom-dongle-'))
  // A console that runs as somebody else comes by.
  chmodSync(folder, 0o755)
  const path = join(folder, 'dongle')
  let plugged: VirtualDongle | null = null
  const pullOut = (): void => {
    plugged?.pullOut()
    plugged = null
    rmSync(path, { force: true })
  }
  return {
    path,
    plugIn: async (): Promise<void> => {
      pullOut()
      plugged = await plugIn(near, radio)
      symlinkSync(plugged.path, path)
    },
    pullOut,
    close: (): void => {
      pullOut()
      rmSync(folder, { recursive: true })
    },
  }
}
