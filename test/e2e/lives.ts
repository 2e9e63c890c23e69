import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, errors, type Page } from '@playwright/test'
import { z } from 'zod'
import { isAlive } from '../chaos/processes.ts'
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
        if (!isAlive(Number(pid))) return []
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

/** A console that its watchdog has started, in hand over DevTools. */
export type Afterlife = {
  readonly main: number
  readonly browser: Browser
  readonly page: Page
  /** When its window had drawn its queue, by `performance.now()`. */
  readonly drawnAt: number
}

/** Where DevTools of the present life listen; Chromium writes it into the profile. */
const devtoolsOf = (profile: string): string => {
  const [port] = readFileSync(join(profile, 'chromium', 'DevToolsActivePort'), 'utf8').split('\n')
  return `http://127.0.0.1:${port}`
}

const target = z.object({ url: z.string(), webSocketDebuggerUrl: z.string().optional() })
const answerWithin = 3_000

/**
 * Looks into a page of a console that nobody but its watchdog has started; it must have been launched with
 * `--remote-debugging-port=0`. `look` runs in the page and sees nothing of here. Each look has a line of its own:
 * Playwright takes seconds to get hold of a whole browser. Throws where no such page answers.
 */
export const inPageOf = async <T>(
  profile: string,
  page: 'index' | 'sound',
  look: () => T | Promise<T>,
): Promise<T> => {
  const signal = AbortSignal.timeout(answerWithin)
  const answer = await fetch(`${devtoolsOf(profile)}/json/list`, { signal })
  const targets = z.array(target).parse(await answer.json())
  const line = targets.find(({ url }) => url.startsWith(`app://vaktrom/${page}.html`))?.webSocketDebuggerUrl
  if (line === undefined) throw new Error(`no window shows ${page}`)
  return (await askedOver(line, `(${look.toString()})()`)) as T
}

const said = z.object({ result: z.object({ result: z.object({ value: z.unknown() }) }) })

const askedOver = (line: string, expression: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(line)
    const done = (then: () => void): void => {
      clearTimeout(slow)
      socket.close()
      then()
    }
    const slow = setTimeout(() => done(() => reject(new Error('no answer of the page'))), answerWithin)
    socket.onerror = () => done(() => reject(new Error('no line to the page')))
    socket.onopen = () => {
      const params = { expression, returnByValue: true, awaitPromise: true }
      socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }))
    }
    socket.onmessage = ({ data }) => {
      const heard = said.safeParse(JSON.parse(String(data)))
      if (heard.success) done(() => resolve(heard.data.result.result.value))
      else done(() => reject(new Error('the page has answered otherwise')))
    }
  })

/** Runs in the page. */
const queueStands = (): boolean =>
  document.querySelector('[data-testid=queue] :is([data-case], [data-testid=queue-empty])') !== null

/** Waits for the life after `before` to have drawn its queue. */
export const nextLife = async (profile: string, before: number, within = 30_000): Promise<number> => {
  let main = 0
  await until(
    'a new life with its queue',
    async () => {
      main = livesOf(profile).main ?? 0
      if (main === 0 || main === before) return false
      // Nothing written yet, or nobody listens there any more.
      return inPageOf(profile, 'index', queueStands).catch(() => false)
    },
    within,
  )
  return main
}

/** The same, and Playwright takes hold of it. */
export const joinAgain = async (profile: string, before: number): Promise<Afterlife> => {
  const main = await nextLife(profile, before)
  const drawnAt = performance.now()
  const browser = await grasp(devtoolsOf(profile))
  const page = browser
    .contexts()
    .flatMap((context) => context.pages())
    .find((one) => one.url().includes('/index.html'))
  if (page === undefined) throw new Error('the new life has no window')
  return { main, browser, page, drawnAt }
}

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
