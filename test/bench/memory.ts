import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { freshProfile } from '../e2e/fixture.ts'
import type { BenchDesk } from './desk.ts'
import { type Figure, figure } from './figures.ts'
import { startConsole, startEmpty } from './startup.ts'

/** MiB of a process by one of the kernel's own counts. */
const mebibytes = (file: string, line: RegExp): number => {
  const kibibytes = Number(line.exec(readFileSync(file, 'utf8'))?.[1])
  if (!Number.isFinite(kibibytes)) throw new Error(`${file} does not tell`)
  return kibibytes / 1_024
}
const resident = (pid: number): number => mebibytes(`/proc/${pid}/status`, /^VmRSS:\s+(\d+) kB/m)
/** Pages that several processes share count for each of them in part, so that these can be added up. */
const share = (pid: number): number => mebibytes(`/proc/${pid}/smaps_rollup`, /^Pss:\s+(\d+) kB/m)

/** The processes of a program by what Chromium says on their command lines; a second page is the sound. */
const processesOf = (main: number): Map<string, number> => {
  const found = new Map([['main', main]])
  const tree = new Set([main])
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  for (const pid of all.toSorted((a, b) => a - b)) {
    const parent = parentOf(pid)
    if (parent === null || !tree.has(parent)) continue
    tree.add(pid)
    const name = nameOf(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))
    if (name !== null) found.set(name === 'renderer' && found.has(name) ? 'sound' : name, pid)
  }
  return found
}
const nameOf = (command: string): string | null => {
  if (command.includes('--type=renderer')) return 'renderer'
  if (command.includes('--type=gpu-process')) return 'GPU'
  if (command.includes('--utility-sub-type=node.mojom.NodeService')) return 'core'
  return /--utility-sub-type=([a-z]+)/.exec(command)?.[1] ?? null
}
const parentOf = (pid: number): number | null => {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    // It ended while we looked.
    return null
  }
}

const named = ['main', 'core', 'renderer', 'sound', 'GPU']

/** What each process of a console that shows its queue and its town holds, beside an empty window's. */
export const benchMemory = async (desk: BenchDesk): Promise<Figure[]> => {
  const profile = freshProfile()
  const empty = await startEmpty(profile)
  const baselines = processesOf(empty.pid)
  const emptyHolds = new Map([...baselines].map(([name, pid]) => [name, resident(pid)]))
  const emptyShare = sum([...baselines.values()].map(share))
  await empty.close()
  rmSync(profile, { recursive: true, force: true })

  await desk.centre.ask({ do: 'raise' })
  const console = await startConsole(desk, ['[data-case]', '[data-testid=map-drawn][data-ready]'])
  try {
    const processes = processesOf(console.pid)
    const missing = named.filter((name) => !processes.has(name))
    if (missing.length > 0) throw new Error(`no process was found for ${missing.join(', ')}`)
    return [
      ...named.map((name) =>
        figure(
          `resident memory, ${name}`,
          'MiB',
          resident(processes.get(name) ?? 0),
          emptyHolds.get(name) ?? null,
        ),
      ),
      figure('resident memory, centre', 'MiB', resident(desk.centre.pid)),
      figure('whole console, shared pages once', 'MiB', sum([...processes.values()].map(share)), emptyShare),
    ]
  } finally {
    await console.close()
  }
}

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0)
