import { spawnSync } from 'node:child_process'
import { chownSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
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
  readonly readOnly: () => void
  readonly writable: () => void
  readonly close: () => void
}

const chunk = Buffer.alloc(4_096)

export const openSmallDisk = (
  megabytes: number,
  owner: { readonly uid: number; readonly gid: number } | null = null,
): SmallDisk => {
  const folder = mkdtempSync(join(tmpdir(), 'vaktrom-small-'))
  const size = `size=${megabytes}m,mode=0700`
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]).status === 0
  if (owner !== null) chownSync(folder, owner.uid, owner.gid)
  const ballast = join(folder, 'ballast')
  const limit = (pids: readonly number[], bytes: string): void => {
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
    readOnly: () => (mounted ? remount(folder, 'ro') : limit([process.pid], '0')),
    writable: () => (mounted ? remount(folder, 'rw') : limit([process.pid], 'unlimited')),
    close: () => {
      if (mounted) spawnSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const remount = (folder: string, how: 'ro' | 'rw'): void => {
  const said = spawnSync('mount', ['-o', `remount,${how}`, folder])
  if (said.status !== 0) throw new Error(`mount: ${said.stderr}`)
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
