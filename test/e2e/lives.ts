import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, errors, type Page } from '@playwright/test'
import { z } from 'zod'
import { until } from '../chaos/until.ts'

/** The processes of one console, by the system's own list: it may have been started by nobody whom a test can ask. */
export type Lives = {
  readonly main: number | null
  readonly watchdogs: readonly number[]
  /** All of them, with those that Chromium has made. */
  readonly all: readonly number[]
}

/**
 * Known by the profile, which must have been named by `--profile`: Chromium writes a process's arguments anew over those
 * that it was started with and over its environment. What else there is hangs below main.
 */
export const livesOf = (profile: string): Lives => {
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!isRunning(Number(pid))) return []
        const status = readFileSync(`/proc/${pid}/status`, 'utf8')
        const parent = Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1])
        return [{ pid: Number(pid), parent, words: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }]
      } catch {
        // Gone between the list and the look.
        return []
      }
    })
  const below = (pid: number): number[] =>
    living.filter(({ parent }) => parent === pid).flatMap((one) => [one.pid, ...below(one.pid)])
  const plain = living.filter(
    ({ words }) =>
      words.includes(profile) && !words.includes('--type=') && !/^(\/bin\/)?(sh|setpriv)\b/.test(words),
  )
  const isWatchdog = ({ words }: { readonly words: string }) => words.includes('--watchdog')
  return {
    main: plain.find((one) => !isWatchdog(one))?.pid ?? null,
    watchdogs: plain.filter(isWatchdog).map(({ pid }) => pid),
    all: [...new Set(plain.flatMap(({ pid }) => [pid, ...below(pid)]))],
  }
}

/** A process that ended but was not waited for yet does nothing any more. */
export const isRunning = (pid: number): boolean => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** A console that its watchdog has started, in hand over DevTools. */
export type Afterlife = {
  readonly main: number
  readonly browser: Browser
  readonly page: Page
  /** When its window had drawn its queue, by `performance.now()`. */
  readonly drawnAt: number
}

const target = z.object({ url: z.string(), webSocketDebuggerUrl: z.string().optional() })

/**
 * Joins the life after `before`, as soon as its window has drawn the queue. The console must have been launched with
 * `--remote-debugging-port=0`; Chromium writes the port that it got into the profile.
 */
export const joinAgain = async (profile: string, before: number, within = 30_000): Promise<Afterlife> => {
  let address = ''
  let main = 0
  const isDrawn = async (): Promise<boolean> => {
    main = livesOf(profile).main ?? 0
    if (main === 0 || main === before) return false
    try {
      const [port] = readFileSync(join(profile, 'chromium', 'DevToolsActivePort'), 'utf8').split('\n')
      address = `http://127.0.0.1:${port}`
      const answer = await fetch(`${address}/json/list`, { signal: AbortSignal.timeout(1_000) })
      const targets = z.array(target).parse(await answer.json())
      const line = targets.find(({ url }) => url === 'app://vaktrom/index.html')?.webSocketDebuggerUrl
      return line !== undefined && (await askedIn(line, queueStands))
    } catch {
      // Not written yet, or nobody listens there any more.
      return false
    }
  }
  await until('a new life with its queue', isDrawn, within)
  const drawnAt = performance.now()
  const browser = await grasp(address)
  const page = browser
    .contexts()
    .flatMap((context) => context.pages())
    .find((one) => one.url().includes('/index.html'))
  if (page === undefined) throw new Error('the new life has no window')
  return { main, browser, page, drawnAt }
}

const queueStands = `document.querySelector('[data-testid=queue] :is([data-case], [data-testid=queue-empty])') !== null`

/** One question to one page over its own line: Playwright takes seconds to get hold of a whole browser. */
const askedIn = (line: string, expression: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(line)
    const done = (then: () => void): void => {
      clearTimeout(slow)
      socket.close()
      then()
    }
    const slow = setTimeout(() => done(() => reject(new Error('no answer of the page'))), 1_000)
    socket.onerror = () => done(() => reject(new Error('no line to the page')))
    socket.onopen = () =>
      socket.send(
        JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }),
      )
    socket.onmessage = ({ data }) => {
      const said = z
        .object({ result: z.object({ result: z.object({ value: z.boolean() }) }) })
        .safeParse(JSON.parse(String(data)))
      done(() => resolve(said.success && said.data.result.result.value))
    }
  })

/** Playwright that joins a browser while windows are being made may wait for one of them for ever. */
const grasp = async (address: string): Promise<Browser> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await chromium.connectOverCDP(address, { timeout: 5_000 })
    } catch (error) {
      if (attempt === 5 || !(error instanceof errors.TimeoutError)) throw error
    }
  }
}

/** Ends what is left of a console, and its watchdog before that could start it again. */
export const endAll = (profile: string): void => {
  const { watchdogs, all } = livesOf(profile)
  for (const pid of [...watchdogs, ...all]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It went by itself.
    }
  }
}
