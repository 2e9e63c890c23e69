import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, unwatchFile, watchFile } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type BenchLock, benchFile } from '../../src-centre/practice/benchFile.ts'
import type { Near } from './controller.ts'
import { plugIn, type VirtualDongle } from './dongle.ts'
import { nearOf } from './plays.ts'
import { neighbours } from './strangers.ts'
import { times } from './times.ts'

/**
 * node bench-process.ts FILE: a dongle at a pseudo-terminal, and near it the units of a practice centre's `bench.json`,
 * from when that is there on and after each change of it. Says `ready` with the dongle's path to whoever started it, and
 * goes with them. They may pull the dongle out and plug it in again; its path stays.
 */
const toBench = z.object({ kind: z.enum(['pullOut', 'plugIn']) })

const [, , file] = process.argv
if (file === undefined) throw new Error('which bench.json?')

/** Asked so often whether the file is there, ms. */
const lookEvery = 500

/** Units keep their truth as long as the file says the same of them. */
const units = new Map<string, { readonly said: string; readonly near: Near }>()
let others: readonly Near[] = []
const near = (): readonly Near[] => [...[...units.values()].map((one) => one.near), ...others]

const settle = (locks: readonly BenchLock[]): void => {
  const there = new Set(locks.map(({ address }) => address))
  for (const address of units.keys()) if (!there.has(address)) units.delete(address)
  for (const lock of locks) {
    const said = JSON.stringify(lock)
    if (units.get(lock.address)?.said !== said)
      units.set(lock.address, { said, near: nearOf(lock, Date.now) })
  }
}
const look = (): void => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    // The practice centre has not written it yet.
    return
  }
  try {
    const read = benchFile.parse(JSON.parse(text))
    settle(read.locks)
    if (others.length !== read.neighbours) others = neighbours(read.neighbours)
  } catch (error) {
    process.stderr.write(`virtual dongle: ${file}: ${error instanceof Error ? error.message : ''}\n`)
  }
}
watchFile(file, { interval: lookEvery }, look)
look()

const folder = mkdtempSync(join(tmpdir(), 'vaktrom-bench-'))
// A console that runs as somebody else comes by.
chmodSync(folder, 0o755)
const path = join(folder, 'dongle')
let dongle: VirtualDongle | null = null
const pullOut = (): void => {
  rmSync(path, { force: true })
  dongle?.pullOut()
  dongle = null
}
const plug = async (): Promise<void> => {
  pullOut()
  dongle = await plugIn(near, times)
  symlinkSync(dongle.path, path)
  process.send?.({ kind: 'ready', path })
}
const leave = (): void => {
  unwatchFile(file)
  pullOut()
  rmSync(folder, { recursive: true, force: true })
  process.exit()
}
process.on('message', (raw) => {
  if (toBench.parse(raw).kind === 'plugIn') void plug()
  else pullOut()
})
process.on('disconnect', leave)
process.on('SIGTERM', leave)
// For whoever started it: it ends when they do.
process.on('SIGINT', () => undefined)
await plug()
