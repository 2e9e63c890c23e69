import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** A process and all that it and those that it started have started. */
export const treeOf = (root: number): number[] => {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    const parent = Number.isInteger(pid) ? parentOf(pid) : null
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const down = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(down)]
  return down(root)
}
/** Null for one that is gone. */
const parentOf = (pid: number): number | null => {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0')
  } catch {
    return null
  }
}

/** One that is gone already needs no signal. */
export const signalAll = (pids: readonly number[], signal: NodeJS.Signals): void => {
  for (const pid of pids)
    try {
      process.kill(pid, signal)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
}

/** A process that ended but was not waited for yet does nothing any more. */
export const isAlive = (pid: number): boolean => {
  if (!existsSync(`/proc/${pid}`)) return false
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
