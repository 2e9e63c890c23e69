import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, writeSync } from 'node:fs'
import { crashFile } from '../shell/crash/file.ts'
import { crashLine } from '../shell/crash/report.ts'
import { restartDelay } from '../shell/processes/backoff.ts'
import { letGo } from './inherited.ts'
import {
  firstLife,
  hangs,
  heard,
  isWanted,
  nextLife,
  patienceWithMain,
  screenIsThere,
  tick,
  type Watched,
  withoutTools,
} from './rules.ts'
import { type FromWatchdog, type ToWatchdog, toWatchdog, watchedMark } from './words.ts'

type Orders = Extract<ToWatchdog, { kind: 'watch' }>

/**
 * The watchdog: a process of the same program that opens no window and outlives main. It starts main again when that
 * dies or hangs, more and more slowly where it dies at once, and ends when main says farewell. The first main is its
 * parent; each later one its child. Resolves when there is nothing to watch any more.
 *
 * It is awaited at the top of Electron's entry: until that has been evaluated Electron runs Node's loop alone, so this
 * process has no window system, no GPU process and no network service that could fail with those of the console.
 */
export const keepWatch = (): Promise<void> =>
  new Promise((resolve) => {
    const parent = process.ppid
    let orders: Orders | null = null
    let watched: Watched = firstLife
    let place: string | null = null
    let child: ChildProcess | null = null
    let restarts = 0
    let hung = false
    let between = false

    const say = (text: string): void => {
      try {
        writeSync(2, `vaktrom watchdog: ${text}\n`)
      } catch {
        // Whoever listened is gone; the crash file tells it too.
      }
    }

    const end = (): void => {
      clearInterval(timer)
      resolve()
    }

    const hear = (raw: unknown): void => {
      const message = toWatchdog.safeParse(raw)
      if (!message.success) {
        say('a word that it does not know')
        return
      }
      watched = heard(watched)
      const said = message.data
      switch (said.kind) {
        case 'watch':
          orders = said
          // A child has none of its parent's that matter: that is this process.
          if (child === null) letGo(said.lines)
          return
        case 'place':
          place = said.place
          return
        case 'farewell':
          end()
          return
        case 'alive':
      }
    }

    const died = (code: number | null): void => {
      if (between) return
      child = null
      if (orders === null || isWanted(code)) {
        end()
        return
      }
      between = true
      watched = nextLife(watched)
      restarts += 1
      const why = hung ? 'hung' : 'died'
      hung = false
      const { inARow } = watched
      const delay = restartDelay(inARow)
      const detail = { why, code: code ?? -1, restarts, inARow, delay }
      crashFile(orders.crashFolder)(crashLine(new Date(), 'main', 'startedAgain', undefined, detail))
      const often = inARow > 1 ? ` It ended ${inARow} times in a row soon after its start.` : ''
      say(`the console ${why} and is started again in ${delay} ms.${often}`)
      setTimeout(() => start(withoutTools(orders?.args ?? [])), delay)
    }

    const start = (args: readonly string[]): void => {
      if (orders === null) return
      if (!screenIsThere(process.platform, process.env, existsSync)) {
        say('there is no screen any more: it ends')
        end()
        return
      }
      between = false
      let mine: ChildProcess
      try {
        mine = spawn(orders.program, [...args], {
          detached: true,
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
          env: { ...process.env, [watchedMark]: '1' },
        })
      } catch {
        // No memory, or a program that is just being written: the next try may find it otherwise.
        died(null)
        return
      }
      child = mine
      mine.on('message', hear)
      mine.once('exit', (code) => child === mine && died(code))
      // The program itself may be missing for a moment, while it is being replaced by a newer one.
      mine.once('error', () => child === mine && died(null))
      const again: FromWatchdog = { kind: 'again', restarts, inARow: watched.inARow, place }
      if (mine.connected) mine.send(again, () => undefined)
    }

    const endHung = (): void => {
      hung = true
      if (child !== null) child.kill('SIGKILL')
      // No longer our parent: it is gone, and its number may be somebody else's.
      else if (process.ppid === parent) endParent()
      else died(null)
    }
    const endParent = (): void => {
      try {
        process.kill(parent, 'SIGKILL')
      } catch {
        // Gone between the two: the end of its line tells that.
      }
    }

    const timer = setInterval(() => {
      if (between || orders === null) return
      watched = tick(watched)
      if (!hung && hangs(watched, patienceWithMain)) endHung()
    }, 1_000)

    process.on('message', hear)
    process.once('disconnect', () => died(null))
  })
