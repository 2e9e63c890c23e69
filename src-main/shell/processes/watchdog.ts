import { type ChildProcess, spawn } from 'node:child_process'
import { linesOfOurs } from '../../watchdog/inherited.ts'
import { type FromWatchdog, fromWatchdog, type ToWatchdog, watchdogArgument } from '../../watchdog/words.ts'
import type { RecordCrash } from '../crash/first.ts'
import { restartDelay, wellAfter } from './backoff.ts'
import { watchedBy } from './watchedBy.ts'

/** A watchdog that started this process says so at once; after that nobody waits for its word. */
const saysWithin = 1_000
/** And one that cannot be told of a wanted end does not hold it up for longer. */
const farewellWithin = 1_000

type WatchdogWanted = {
  /** Built entry, for a program that is not packaged; null for one that is. */
  readonly entry: string | null
  readonly crashFolder: string
  /** For the eye that reads the system's list of processes. */
  readonly profile: string
  readonly recordCrash: RecordCrash
}

/**
 * Main's end of its watchdog. Either that has started this process, and the line is there; or `begin` starts one. One
 * that ends is started again: there is always one, and never two, since a watchdog lives by its one line to one main.
 */
export const openWatchdog = ({ entry, crashFolder, profile, recordCrash }: WatchdogWanted) => {
  let mine: ChildProcess | null = null
  let upper = watchedBy()
  let place: string | null = null
  let leaving = false
  let inARow = 0

  const post = (message: ToWatchdog, sent: () => void = () => undefined): void => {
    if (upper !== null) upper.send(message, sent)
    else if (mine?.connected) mine.send(message, () => sent())
    else sent()
  }
  const order = (): ToWatchdog => ({
    kind: 'watch',
    program: process.execPath,
    args: process.argv.slice(1),
    crashFolder,
    lines: [...linesOfOurs()],
  })

  const begin = (): void => {
    if (leaving || mine !== null || upper !== null) return
    const startedAt = performance.now()
    // It shows no page, so nothing in it could need Chromium's sandbox; and it needs no screen.
    const bare = [
      '--no-sandbox',
      '--no-zygote',
      '--ozone-platform=headless',
      watchdogArgument,
      '--profile',
      profile,
    ]
    let over = false
    const ended = (code: number | null): void => {
      if (over || leaving) return
      over = true
      mine = null
      inARow = performance.now() - startedAt > wellAfter ? 1 : inARow + 1
      recordCrash('watchdog', 'startedAgain', undefined, { code: code ?? -1, inARow })
      setTimeout(begin, restartDelay(inARow))
    }
    let started: ChildProcess
    try {
      started = spawn(process.execPath, [...(entry === null ? [] : [entry]), ...bare], {
        // A signal to the group of the console (Ctrl-C in a terminal) is not for it.
        detached: true,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
    } catch {
      ended(null)
      return
    }
    mine = started
    started.once('exit', ended)
    started.once('error', () => ended(null))
    post(order())
    if (place !== null) post({ kind: 'place', place })
  }

  const again = Promise.withResolvers<FromWatchdog | null>()
  if (upper === null) again.resolve(null)
  else {
    setTimeout(() => again.resolve(null), saysWithin)
    upper.hear((raw) => {
      const said = fromWatchdog.safeParse(raw)
      if (said.success) again.resolve(said.data)
      else recordCrash('main', 'unreadable word of the watchdog')
    })
    upper.gone(() => {
      upper = null
      if (!leaving) recordCrash('watchdog', 'startedAgain', undefined, { code: -1, inARow: 1 })
      begin()
    })
    post(order())
  }
  setInterval(() => post({ kind: 'alive' }), 1_000)

  return {
    begin,
    /** What the watchdog tells a main that it has started again; null for one that a person started. */
    again: again.promise,
    keepPlace: (text: string): void => {
      place = text
      post({ kind: 'place', place })
    },
    /** This end is wanted: nothing is started again. Resolves when it has been said, or could not be. */
    farewell: (): Promise<void> => {
      leaving = true
      return new Promise((resolve) => {
        setTimeout(resolve, farewellWithin)
        post({ kind: 'farewell' }, resolve)
      })
    },
  }
}
export type Watchdog = ReturnType<typeof openWatchdog>
