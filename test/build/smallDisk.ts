import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A disk of the test's own that can be filled to the last byte and emptied again. Where this account may mount, it is
 * a real file system; elsewhere the processes that write to it are held to files of no length at all, which the
 * kernel refuses them in the same call (EFBIG for ENOSPC).
 */
export type SmallDisk = {
  readonly folder: string
  readonly kind: 'mounted' | 'limited'
  /** No byte goes on it any more. `pids`: who writes on it. */
  readonly fill: (pids: readonly number[]) => void
  readonly clear: (pids: readonly number[]) => void
  /** Nobody may write on it any more, and again; refused by a system where somebody has a file open for writing. */
  readonly readOnly: (pids: readonly number[]) => void
  readonly writable: (pids: readonly number[]) => void
  /** What a program is to be started with, so that it too finds the disk as it is now. */
  readonly prefix: () => readonly string[]
  readonly close: () => void
}

const chunk = Buffer.alloc(4_096)

export const openSmallDisk = (
  megabytes: number,
  /** Laid over a folder that is there and empty, with its owner and rights; a new one without it. */
  folder: string = mkdtempSync(join(tmpdir(), 'vaktrom-small-')),
): SmallDisk => {
  const { uid, gid, mode } = statSync(folder)
  const size = `size=${megabytes}m,uid=${uid},gid=${gid},mode=${(mode & 0o777).toString(8)}`
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]).status === 0
  const ballast = join(folder, 'ballast')
  let isHeld = false
  const limit = (pids: readonly number[], bytes: '0' | 'unlimited'): void => {
    isHeld = bytes === '0'
    for (const pid of pids) {
      const said = spawnSync('prlimit', ['--pid', `${pid}`, `--fsize=${bytes}:unlimited`])
      if (said.status !== 0) throw new Error(`prlimit: ${said.stderr.toString()}`)
    }
  }
  return {
    folder,
    kind: mounted ? 'mounted' : 'limited',
    fill: (pids) => (mounted ? fillWith(ballast) : limit(pids, '0')),
    clear: (pids) => (mounted ? rmSync(ballast, { force: true }) : limit(pids, 'unlimited')),
    readOnly: (pids) => (mounted ? remount(folder, 'ro') : limit(pids, '0')),
    writable: (pids) => (mounted ? remount(folder, 'rw') : limit(pids, 'unlimited')),
    prefix: () => (isHeld ? ['prlimit', '--fsize=0:unlimited'] : []),
    close: () => {
      if (mounted) spawnSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const remount = (folder: string, how: 'ro' | 'rw'): void => {
  const said = spawnSync('mount', ['-o', `remount,${how}`, folder])
  if (said.status !== 0) throw new Error(`mount: ${said.stderr.toString()}`)
}

const fillWith = (file: string): void => {
  const handle = openSync(file, 'a')
  try {
    for (;;) writeSync(handle, chunk)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(handle)
  }
}
