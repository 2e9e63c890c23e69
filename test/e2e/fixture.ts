import { type ChildProcess, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { virtualDisplay } from '../../scripts/desktop.mjs'
import { requireElectron } from '../../scripts/electron.mjs'

export { expect } from '@playwright/test'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Whom the console runs as when root runs the tests: Chromium keeps its sandbox on only for somebody else. */
const NOBODY = { uid: 65_534, gid: 65_534 }

const AS_NOBODY = ['--reuid', `${NOBODY.uid}`, '--regid', `${NOBODY.gid}`, '--clear-groups']

const LEAVE_MS = 10_000

/** A console that is up is in the test's hands within seconds. */
const GRASP_MS = 30_000

/** Keeps the console from opening anything before Playwright has hold of it. */
const hold = join(ROOT, 'test/e2e/hold.cjs')

export type LaunchOptions = Readonly<{
  /** Folder of an earlier launch, to start the same console again; without it a fresh one, removed at the end. */
  profile?: string
  /** Arguments to the console; `--practice` when none are given. */
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
  /** The built entry; another one only to try the fixture itself. */
  entry?: string
}>

/** A running console, seen from outside. */
export type Console = Readonly<{
  app: ElectronApplication
  /** The first window, loaded. */
  page: Page
  profile: string
  /** What it has written to stdout and stderr so far. */
  output: () => string
  close: () => Promise<void>
}>

/** A folder that the console under test may write, whoever runs the tests. */
export const freshProfile = (): string => {
  const profile = mkdtempSync(join(tmpdir(), 'vaktrom-profile-'))
  if (isRoot()) chownSync(profile, NOBODY.uid, NOBODY.gid)
  return profile
}

/**
 * Starts the built console on a profile of its own, with Chromium's sandbox on and nothing but this machine to talk to.
 * Close it yourself; the `launch` fixture does so for a test.
 */
export const launchConsole = async (options: LaunchOptions = {}): Promise<Console> => {
  const profile = options.profile ?? freshProfile()
  const scratch = mkdtempSync(join(tmpdir(), 'vaktrom-launch-'))
  chmodSync(scratch, 0o755)
  const entry = options.entry ?? join(ROOT, 'out/main/index.js')
  const { executable, seen } = executableFor(scratch, [entry, hold])
  const clear = (): void => {
    rmSync(scratch, { recursive: true, force: true })
    if (options.profile === undefined) rmSync(profile, { recursive: true, force: true })
  }
  const app = await _electron
    .launch({
      executablePath: executable,
      args: ['-r', seen(hold), seen(entry), ...outwardSwitches, ...(options.args ?? ['--practice'])],
      cwd: ROOT,
      chromiumSandbox: true,
      env: { ...environmentFor(profile), ...options.env },
      timeout: GRASP_MS,
    })
    .catch((error: unknown) => {
      clear()
      throw error
    })
  // Asked for now: an app that was killed cannot be asked any more.
  const process = app.process()
  let output = ''
  const listen = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  process.stdout?.on('data', listen)
  process.stderr?.on('data', listen)
  const close = async (): Promise<void> => {
    await leave(app, process)
    clear()
  }
  try {
    const page = await app.firstWindow()
    await page.waitForLoadState('domcontentloaded')
    requireSandbox(await rendererPids(app))
    return { app, page, profile, output: () => output, close }
  } catch (error) {
    await close()
    throw new Error(`The console did not open its window. It said:\n${output}`, { cause: error })
  }
}

/** Electron is asked to quit; one that does not is ended, so that no test waits on another's window. */
const leave = async (app: ElectronApplication, process: ChildProcess): Promise<void> => {
  if (process.exitCode !== null || process.signalCode !== null) return
  const slow = setTimeout(() => process.kill('SIGKILL'), LEAVE_MS)
  await app.close().catch(() => process.kill('SIGKILL'))
  clearTimeout(slow)
}

const isRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )

/** Names outside this machine do not exist: a test that reaches out fails rather than hangs. */
export const outwardSwitches = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  '--disable-background-networking',
]

export const environmentFor = (profile: string): Record<string, string> => ({
  ...inherited(),
  ...homeIn(profile),
  VAKTROM_PROFILE: profile,
  // A machine that runs tests has no loudspeaker: the tones are made and watched all the same.
  VAKTROM_SOUND: 'without-device',
  // What a test kills stays dead, unless the watchdog is what it is about.
  VAKTROM_WATCHDOG: 'none',
})

/** Nothing of the person who runs the tests is read or written. */
const homeIn = (profile: string): Record<string, string> => {
  if (process.platform !== 'linux') return {}
  const home = join(profile, 'home')
  const runtime = join(home, 'run')
  // Made at the first start: a later one may find a disk that takes nothing.
  const isNew = mkdirSync(runtime, { recursive: true, mode: 0o700 }) !== undefined
  if (isNew && isRoot()) for (const folder of [home, runtime]) chownSync(folder, NOBODY.uid, NOBODY.gid)
  return {
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: runtime,
    // An address that leads nowhere: Chromium would otherwise start a bus of its own.
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/dev/null',
  }
}

/**
 * The Electron, or the packaged program, to start: itself, or for root a script that lets go of root first. A checkout under a folder that only
 * root may enter is shown to the console in another place, in a mount namespace that ends with it.
 */
export const executableFor = (
  scratch: string,
  files: readonly string[],
  electron = requireElectron().path,
): { executable: string; seen: (file: string) => string } => {
  if (!isRoot()) return { executable: electron, seen: (file) => file }
  const reachable = [electron, ...files].every(mayReach)
  const seenRoot = join(scratch, 'checkout')
  const seen = (path: string): string => (reachable ? path : path.replace(ROOT, `${seenRoot}/`))
  const drop = `exec setpriv ${AS_NOBODY.join(' ')} -- '${seen(electron)}' "$@"`
  const show = `mount --bind '${ROOT}' '${seenRoot}' && cd '${seenRoot}' && ${drop}`
  if (!reachable) mkdirSync(seenRoot)
  const executable = join(scratch, 'electron')
  writeFileSync(
    executable,
    `#!/bin/sh\n${reachable ? drop : `exec unshare --mount --propagation private sh -c '${quoted(show)}' sh "$@"`}\n`,
  )
  chmodSync(executable, 0o755)
  return { executable, seen }
}

/** For a place between single quotes in a shell script. */
const quoted = (text: string): string => text.replaceAll("'", `'\\''`)

const mayReach = (file: string): boolean =>
  spawnSync('setpriv', [...AS_NOBODY, '--', 'test', '-r', file]).status === 0

/** Of those that have loaded a page; one that has not has no process yet. */
const rendererPids = (app: ElectronApplication): Promise<number[]> =>
  app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) => contents.getOSProcessId())
      .filter((pid) => pid > 0),
  )

/** `Seccomp: 2` is the filter that Chromium's sandbox puts on a renderer before it runs a page. */
export const requireSandbox = (pids: readonly number[]): void => {
  if (process.platform !== 'linux') return
  if (pids.length === 0) throw new Error('No renderer runs that could be sandboxed.')
  for (const pid of pids) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    if (!/^Seccomp:\s*2$/m.test(status)) throw new Error(`Renderer ${pid} runs outside Chromium's sandbox.`)
  }
}

type Fixtures = {
  /** Starts consoles and closes them after the test; what they wrote is attached when the test fails. */
  launch: (options?: LaunchOptions) => Promise<Console>
  /** One console on the practice centre. */
  console: Console
  /** Its window. */
  window: Page
}

export const test = base.extend<Fixtures, { ownScreen: undefined }>({
  // Each worker has a screen of its own: windows beside each other would take the focus from one another.
  ownScreen: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
    async ({}, lend, worker) => {
      const display = worker.parallelIndex > 0 ? await virtualDisplay() : null
      if (display) process.env.DISPLAY = display.name
      await lend(undefined)
      display?.close()
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
  launch: async ({}, lend, info) => {
    const started: Console[] = []
    await lend(async (options) => {
      const one = await launchConsole(options)
      started.push(one)
      return one
    })
    const failed = info.status !== info.expectedStatus
    for (const [index, one] of started.entries()) {
      if (failed) {
        await info.attach(`console-${index}.log`, { body: one.output(), contentType: 'text/plain' })
        const picture = await one.page.screenshot().catch(() => undefined)
        if (picture) await info.attach(`console-${index}.png`, { body: picture, contentType: 'image/png' })
      }
      await one.close()
    }
  },
  console: async ({ launch }, lend) => lend(await launch()),
  window: async ({ console }, lend) => lend(console.page),
})
