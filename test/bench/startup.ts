import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { environmentFor, executableFor, freshProfile, outwardSwitches } from '../e2e/fixture.ts'
import { wallNow } from './centre-messages.ts'
import type { BenchDesk } from './desk.ts'
import { openDevtools, type Said } from './devtools.ts'
import { type Figure, figure, median } from './figures.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const consoleEntry = join(root, 'out/main/index.js')
const emptyEntry = fileURLToPath(new URL('empty-window.mjs', import.meta.url))
const goal = 2.5
const patience = 60_000
/** A row that can be answered: the person is known again, and the centre is there. */
const usable = '[data-testid=alarm-card] [data-testid=answer]:not([data-away])'

/** A program that was started, and when each of the things that it was to show had been on the screen. */
export type Started = {
  readonly pid: number
  /** Milliseconds from the start, in the order of the selectors. */
  readonly painted: readonly number[]
  readonly close: () => Promise<void>
}

type Program = {
  readonly entry: string
  readonly profile: string
  readonly args: readonly string[]
  readonly selectors: readonly string[]
}

export const startProgram = async ({ entry, profile, args, selectors }: Program): Promise<Started> => {
  const scratch = mkdtempSync(join(tmpdir(), 'vaktrom-start-'))
  chmodSync(scratch, 0o755)
  const { executable, seen } = executableFor(scratch, [entry])
  const env = environmentFor(profile)
  const begun = wallNow()
  const child = spawn(executable, [seen(entry), '--remote-debugging-port=0', ...outwardSwitches, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const close = async (): Promise<void> => {
    await leave(child)
    rmSync(scratch, { recursive: true, force: true })
  }
  try {
    const painted = await whenPainted(child, selectors)
    return { pid: child.pid ?? 0, painted: painted.map((at) => at - begun), close }
  } catch (error) {
    await close()
    throw error
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

const binding = 'benchPainted'
const attached = z.object({ sessionId: z.string(), targetInfo: z.object({ type: z.string() }) })
const called = z.object({ name: z.literal(binding), payload: z.string() })

/** Joins each page before its first line, and has it tell when what was asked for had been on the screen. */
const whenPainted = async (child: ChildProcess, selectors: readonly string[]): Promise<number[]> => {
  const address = await devtoolsOf(child)
  const painted = new Map<string, number>()
  let slow: NodeJS.Timeout | undefined
  const all = new Promise<number[]>((resolve, reject) => {
    slow = setTimeout(
      () =>
        reject(new Error(`not painted within a minute: ${selectors.filter((s) => !painted.has(s)).join()}`)),
      patience,
    )
    const hear = (event: Said): void => {
      if (event.method === 'Target.attachedToTarget') {
        const { sessionId, targetInfo } = attached.parse(event.params)
        if (targetInfo.type === 'page') watchPage(sessionId).catch(reject)
        else void devtools.then((d) => d.send('Runtime.runIfWaitingForDebugger', {}, sessionId))
      }
      if (event.method !== 'Runtime.bindingCalled') return
      const { selector, at } = z
        .object({ selector: z.string(), at: z.number() })
        .parse(JSON.parse(called.parse(event.params).payload))
      if (!painted.has(selector)) painted.set(selector, at)
      if (selectors.every((s) => painted.has(s))) resolve(selectors.map((s) => painted.get(s) ?? 0))
    }
    const devtools = openDevtools(address, hear)
    const source = `(${watch.toString()})(${JSON.stringify({ selectors, binding })})`
    const watchPage = async (sessionId: string): Promise<void> => {
      const { send } = await devtools
      void send('Page.enable', {}, sessionId)
      void send('Runtime.enable', {}, sessionId)
      void send('Runtime.addBinding', { name: binding }, sessionId)
      void send('Page.addScriptToEvaluateOnNewDocument', { source, runImmediately: true }, sessionId)
      await send('Runtime.runIfWaitingForDebugger', {}, sessionId)
    }
    devtools
      .then((d) =>
        d.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      )
      .catch(reject)
  })
  return all.finally(() => clearTimeout(slow))
}

/** Runs in the page. */
const watch = ({
  selectors,
  binding,
}: {
  readonly selectors: readonly string[]
  readonly binding: string
}): void => {
  const tell: unknown = Reflect.get(window, binding)
  const left = new Set(selectors)
  const look = () => {
    for (const selector of left) {
      if (document.querySelector(selector) === null) continue
      left.delete(selector)
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const at = performance.timeOrigin + performance.now()
          if (typeof tell === 'function') tell(JSON.stringify({ selector, at }))
        }),
      )
    }
    if (left.size === 0) observer.disconnect()
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { subtree: true, childList: true, attributeFilter: ['data-ready', 'data-away'] })
  look()
}

const devtoolsOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (!child.stderr) throw new Error('its words are not listened to')
    let said = ''
    createInterface({ input: child.stderr }).on('line', (line) => {
      said += `${line}\n`
      const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (!address) return
      clearTimeout(slow)
      resolve(address)
    })
    const slow = setTimeout(
      () => reject(new Error(`no DevTools within a minute; it said:\n${said}`)),
      patience,
    )
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`it ended with ${code} and said:\n${said}`)))
  })

/** The console of a desk, until an alarm of the night before can be answered; and a window with a paragraph. */
export const startConsole = (
  desk: BenchDesk,
  selectors: readonly string[] = ['[data-case]', usable],
): Promise<Started> =>
  startProgram({
    entry: consoleEntry,
    profile: desk.profile,
    args: desk.centre.consoleArgs,
    selectors,
  })

export const startEmpty = (profile: string): Promise<Started> =>
  startProgram({ entry: emptyEntry, profile, args: [], selectors: ['p'] })

/** Medians, in milliseconds from the start of the process, by turns. */
export const benchStartup = async (desk: BenchDesk, runs: number): Promise<Figure[]> => {
  const first: number[] = []
  const ours: number[] = []
  const empty: number[] = []
  const profile = freshProfile()
  await desk.centre.ask({ do: 'raise' })
  // The first of each fills the caches of the disk.
  for (let i = -1; i < runs; i++) {
    const bare = await startEmpty(profile)
    await bare.close()
    const console = await startConsole(desk)
    await console.close()
    if (i < 0) continue
    empty.push(bare.painted[0] ?? 0)
    first.push(console.painted[0] ?? 0)
    ours.push(console.painted[1] ?? 0)
  }
  rmSync(profile, { recursive: true, force: true })
  const baseline = median(empty)
  return [
    figure('start to the first alarm row', 'ms', median(first), baseline),
    figure('start to a usable queue', 'ms', median(ours), baseline, { atMost: goal * baseline }),
  ]
}
