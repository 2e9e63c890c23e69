import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, errors, expect, type Page } from '@playwright/test'
import { z } from 'zod'
import { PROGRAM } from '../../scripts/package/builder.mjs'
import { run } from '../../scripts/run.mjs'
import {
  environmentFor,
  executableFor,
  freshProfile,
  outwardSwitches,
  requireSandbox,
} from '../e2e/fixture.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Far from the checkout, where an account that may see nothing of it can start the program. */
export const packageSomewhere = async (): Promise<string> => {
  const output = mkdtempSync(join(tmpdir(), 'vaktrom-package-'))
  chmodSync(output, 0o755)
  const { code, output: said } = await runPackaging('--out', output)
  if (code !== 0) throw new Error(`The packaging ended with ${code}:\n${said}`)
  return output
}

export const runPackaging = (...args: readonly string[]) =>
  run(process.execPath, [join(root, 'scripts/package.mjs'), ...args], { stdio: 'pipe' })

type Spawned = { readonly child: ChildProcess; readonly profile: string; readonly clear: () => void }

const start = (folder: string, args: readonly string[], env: Readonly<Record<string, string>>): Spawned => {
  const scratch = mkdtempSync(join(tmpdir(), 'vaktrom-packaged-'))
  chmodSync(scratch, 0o755)
  const profile = freshProfile()
  const program = join(folder, PROGRAM)
  const { executable } = executableFor(scratch, [program], program)
  const child = spawn(executable, [...outwardSwitches, '--profile', profile, ...args], {
    cwd: tmpdir(),
    env: { ...environmentFor(profile), VAKTROM_DIALOGS: 'none', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const clear = (): void => {
    for (const each of [scratch, profile]) rmSync(each, { recursive: true, force: true })
  }
  return { child, profile, clear }
}

/** Runs the program to its end, as for a start that it refuses. */
export const startThatEnds = async (
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; said: string }> => {
  const { child, clear } = start(folder, args, env)
  let said = ''
  child.stderr?.on('data', (chunk) => (said += String(chunk)))
  const slow = setTimeout(() => child.kill('SIGKILL'), 30_000)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(slow)
  clear()
  return { code, said }
}

export type Packaged = {
  readonly page: Page
  readonly profile: string
  /** Every address that a page has asked for since the test took hold of it. */
  readonly asked: readonly string[]
  readonly close: () => Promise<void>
}

/**
 * A packaged console on the practice centre, in hand over DevTools: Playwright's own way into Electron begins with
 * `--inspect`, and the fuses have taken that away.
 */
export const startPackaged = async (
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Packaged> => {
  const { child, profile, clear } = start(folder, ['--remote-debugging-port=0', '--practice'], env)
  let browser: Browser | undefined
  const close = async (): Promise<void> => {
    await browser?.close()
    await leave(child)
    clear()
  }
  try {
    browser = await grasp(await devtoolsOf(child))
    const [context] = browser.contexts()
    const page = context?.pages().find((each) => each.url() === addresses[0])
    if (context === undefined || page === undefined) throw new Error('a program without windows')
    const asked: string[] = []
    context.on('request', (request) => asked.push(request.url()))
    await page.getByTestId('queue').waitFor()
    requireSandbox(renderersOf(child.pid ?? 0))
    // Once more, under watch from its first request on.
    await page.reload()
    return { page, profile, asked, close }
  } catch (error) {
    await close()
    throw error
  }
}

const addresses = ['app://vaktrom/index.html', 'app://vaktrom/sound.html']

const GRASP_MS = 15_000
const GRASPS = 3

/**
 * Playwright that joins while windows are still being made may wait for one of them for ever: it is let in when both
 * are there, and asked again when it got no hold. The console itself runs on meanwhile.
 */
const grasp = async (devtools: string): Promise<Browser> => {
  await expect(async () => {
    const answer = await fetch(`http://${new URL(devtools).host}/json/list`)
    const targets = z.array(z.object({ url: z.string() })).parse(await answer.json())
    // Without the part behind `?`: the sound window is told there that this machine has no loudspeaker.
    expect(targets.map(({ url }) => url.split('?')[0])).toEqual(expect.arrayContaining(addresses))
  }).toPass({ timeout: 60_000 })
  for (let attempt = 1; ; attempt++) {
    try {
      return await chromium.connectOverCDP(devtools, { timeout: GRASP_MS })
    } catch (error) {
      if (attempt === GRASPS || !(error instanceof errors.TimeoutError)) throw error
      process.stderr.write(`Playwright got no hold of the console in ${GRASP_MS} ms; once more.\n`)
    }
  }
}

const leave = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const slow = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(slow)
}

const devtoolsOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (!child.stderr) throw new Error('its words are not listened to')
    let said = ''
    createInterface({ input: child.stderr }).on('line', (line) => {
      said += `${line}\n`
      const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (address) resolve(address)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`it ended with ${code} and said:\n${said}`)))
  })

/** By the system's own list of processes, since this program answers no questions about itself. */
const renderersOf = (ancestor: number): number[] => {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        const isRenderer = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')
        return [{ pid: Number(pid), parent: Number(parent), isRenderer }]
      } catch {
        // Gone between the list and the look.
        return []
      }
    })
  const below = (pid: number): typeof processes =>
    processes.filter(({ parent }) => parent === pid).flatMap((each) => [each, ...below(each.pid)])
  return below(ancestor).flatMap(({ pid, isRenderer }) => (isRenderer ? [pid] : []))
}
