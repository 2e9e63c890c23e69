import { readdirSync, readFileSync, rmSync } from 'node:fs'
import type { ElectronApplication } from '@playwright/test'
import { freshProfile } from '../e2e/fixture.ts'
import type { BenchDesk } from './desk.ts'
import { type Figure, figure } from './figures.ts'
import { startEmpty } from './startup.ts'

/** MiB of a process by one of the kernel's own counts. */
const mebibytes = (file: string, line: RegExp): number => {
  const kibibytes = Number(line.exec(readFileSync(file, 'utf8'))?.[1])
  if (!Number.isFinite(kibibytes)) throw new Error(`${file} does not tell`)
  return kibibytes / 1_024
}
const resident = (pid: number): number => mebibytes(`/proc/${pid}/status`, /^VmRSS:\s+(\d+) kB/m)
/** Pages that several processes share count for each of them in part, so that these can be added up. */
const share = (pid: number): number => mebibytes(`/proc/${pid}/smaps_rollup`, /^Pss:\s+(\d+) kB/m)

const processesOf = (app: ElectronApplication): Promise<{ name: string; pid: number }[]> =>
  app.evaluate(({ app: electron, webContents }) => {
    const pages = new Map(
      webContents.getAllWebContents().map((page) => [page.getOSProcessId(), page.getURL()] as const),
    )
    return electron.getAppMetrics().map(({ pid, type, name }) => {
      const url = pages.get(pid)
      if (url !== undefined) return { pid, name: url.includes('sound') ? 'sound' : 'renderer' }
      if (type === 'Browser') return { pid, name: 'main' }
      return { pid, name: type === 'GPU' ? 'GPU' : (name ?? type) }
    })
  })

/** Of the empty window, by what Chromium says on the command line. */
const emptyProcesses = (main: number): Map<string, number> => {
  const found = new Map([['main', resident(main)]])
  const tree = new Set([main])
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .toSorted((a, b) => a - b)
  for (const pid of all) {
    const parent = parentOf(pid)
    if (parent === null || !tree.has(parent)) continue
    tree.add(pid)
    const type = /--type=([\w-]+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1]
    if (type === 'renderer') found.set('renderer', resident(pid))
    if (type === 'gpu-process') found.set('GPU', resident(pid))
  }
  return found
}
const parentOf = (pid: number): number | null => {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    // It ended while we looked.
    return null
  }
}

const order = ['main', 'core', 'renderer', 'sound', 'GPU']
const plain = (name: string): string => name.replace(/^Vaktrom /, '')

/** What each process of a console that has been at work holds, beside an empty window's. */
export const benchMemory = async (desk: BenchDesk): Promise<Figure[]> => {
  const profile = freshProfile()
  const empty = await startEmpty(profile)
  const baselines = emptyProcesses(empty.pid)
  await empty.close()
  rmSync(profile, { recursive: true, force: true })

  const console = await desk.launch()
  try {
    const { page, app } = console
    await desk.centre.ask({ do: 'raise' })
    await page.getByTestId('alarm-card').first().click()
    await page.getByTestId('case').waitFor()
    await page.locator('[data-testid=map-drawn][data-ready]').waitFor()
    const processes = await processesOf(app)
    const known = processes
      .map(({ name, pid }) => ({ name: plain(name), pid }))
      .filter(({ name }) => order.includes(name))
      .toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
    return [
      ...known.map(({ name, pid }) =>
        figure(`resident memory, ${name}`, 'MiB', resident(pid), baselines.get(name) ?? null),
      ),
      figure('resident memory, centre', 'MiB', resident(desk.centre.pid)),
      figure(
        'console without its centre, shared pages once',
        'MiB',
        processes.reduce((sum, { pid }) => sum + share(pid), 0),
      ),
    ]
  } finally {
    await console.close()
  }
}
