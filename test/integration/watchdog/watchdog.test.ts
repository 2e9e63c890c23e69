import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { fromWatchdog } from '../../../src-main/watchdog/words.ts'

const line = z.object({ pid: z.int(), at: z.number().optional(), told: fromWatchdog.optional() })
const within = { timeout: 20_000, interval: 20 }

let folder = ''
let watchdog = 0
let first: ChildProcess | null = null
const lines = () => {
  const file = join(folder, 'lives')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => line.parse(JSON.parse(one)))
}
const lives = () => lines().flatMap(({ pid, at }) => (at === undefined ? [] : [{ pid, at }]))
const told = () => lines().flatMap((one) => one.told ?? [])
const isRunning = (pid: number): boolean => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
const kill = (pid: number | undefined): void => {
  if (pid !== undefined && pid > 0 && isRunning(pid)) process.kill(pid, 'SIGKILL')
}

afterEach(() => {
  for (const pid of [watchdog, ...lives().map((one) => one.pid)]) kill(pid)
  rmSync(folder, { recursive: true, force: true })
})

const start = async (how: 'lives' | 'hangs' | 'dies' | 'leaves' | 'away'): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'vaktrom-watchdog-'))
  const script = fileURLToPath(new URL('./first.ts', import.meta.url))
  first = spawn(process.execPath, [script, join(folder, 'lives'), how], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // It asks for a screen, and this main has no need of one: one on another machine is taken to be there.
    env: { ...process.env, DISPLAY: 'elsewhere:0' },
  })
  const { stdout } = first
  if (stdout === null) throw new Error('it is not listened to')
  const [said] = (await once(stdout, 'data')) as [Buffer]
  watchdog = Number(said.toString())
  await vi.waitFor(() => expect(lives()).toHaveLength(1), within)
}

it('starts a main that was killed again and again, each at the place of the one before', async () => {
  await start('lives')
  for (let n = 1; n <= 2; n++) {
    const { pid } = lives().at(-1) ?? { pid: 0 }
    kill(pid)
    await vi.waitFor(() => expect(told()).toHaveLength(n), within)
    expect(told().at(-1)).toMatchObject({ restarts: n, place: `where ${pid} was` })
  }
  expect(isRunning(watchdog)).toBe(true)
  const reports = readFileSync(join(folder, 'lives.crash', 'reports.jsonl'), 'utf8')
  expect(reports.match(/"what":"startedAgain"/g)).toHaveLength(2)
})

it('ends a main that hangs, and starts another', async () => {
  await start('hangs')
  const [hung] = lives()
  await vi.waitFor(() => expect(lives()).toHaveLength(2), within)
  expect(isRunning(hung?.pid ?? 0)).toBe(false)
  expect(readFileSync(join(folder, 'lives.crash', 'reports.jsonl'), 'utf8')).toContain('"why":"hung"')
})

it('lets a main that dies at once wait longer each time', async () => {
  await start('dies')
  kill(lives()[0]?.pid)
  await vi.waitFor(() => expect(lives().length).toBeGreaterThanOrEqual(5), within)
  const reports = readFileSync(join(folder, 'lives.crash', 'reports.jsonl'), 'utf8')
  const each = (what: string) =>
    [...reports.matchAll(new RegExp(`"${what}":(\\d+)`, 'g'))].map(([, n]) => Number(n)).slice(0, 4)
  expect(each('delay')).toEqual([0, 250, 500, 1_000])
  expect(each('inARow')).toEqual([1, 2, 3, 4])
})

it('tries a program again that cannot even be begun', async () => {
  await start('away')
  // A link to itself: the system refuses it at once, with a code for which Node throws.
  const program = join(folder, 'lives.program')
  symlinkSync(program, program)
  kill(lives()[0]?.pid)
  const tries = () =>
    readFileSync(join(folder, 'lives.crash', 'reports.jsonl'), 'utf8').match(/"startedAgain"/g)
  await vi.waitFor(() => expect(tries()?.length).toBeGreaterThanOrEqual(3), within)
  rmSync(program)
  symlinkSync(process.execPath, program)
  await vi.waitFor(() => expect(lives()).toHaveLength(2), within)
})

it('ends with a main that says farewell', async () => {
  await start('leaves')
  kill(lives()[0]?.pid)
  await vi.waitFor(() => expect(lives()).toHaveLength(2), within)
  await vi.waitFor(() => expect(isRunning(watchdog)).toBe(false), within)
  expect(lives()).toHaveLength(2)
})
