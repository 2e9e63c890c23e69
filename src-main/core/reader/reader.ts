import { Worker } from 'node:worker_threads'
import type { SearchHit } from '../../../src-preload/contract/view.ts'
import type { Log } from '../log.ts'
import { searchRegistry } from '../search/search.ts'
import { replicaFile } from '../store/opening.ts'
import type { Store } from '../store/store.ts'
import { type FromReader, fromReader, type ToReader } from './messages.ts'
import { type Verified, verifyChain } from './verify.ts'

export type Reader = {
  readonly search: (text: string) => Promise<SearchHit[]>
  readonly verify: (progress: (done: number, total: number) => void) => Promise<Verified>
  readonly close: () => Promise<void>
}

/** The thread or its handle went; the question itself may be well. */
class ReaderLost extends Error {}

type Line = {
  readonly worker: Worker
  readonly waiting: Map<number, { heard: (m: FromReader) => void; failed: (why: Error) => void }>
}

/** A search that eats memory ends its own thread and not core. MB. */
const resourceLimits = { maxOldGenerationSizeMb: 512 }

/** Where there is no file to read, the writer's own handle must serve. */
const readerInMemory = (store: Store): Reader => ({
  search: async (text) => searchRegistry(store.registry, text),
  verify: async (progress) => {
    const walk = verifyChain(store.entries, store.replica.standing())
    for (;;) {
      const step = walk.next()
      if (step.done === true) return step.value
      progress(step.value.done, step.value.total)
    }
  },
  close: async () => undefined,
})

/** The worker is started with the first question: most shifts begin without one. */
export const openReaderThread = (
  script: URL,
  profile: string,
  key: string,
  store: Store,
  log: Log,
  /** A page of the replica is not what was written. */
  damaged: () => void,
): Reader => {
  if (store.keeping === 'memory') return readerInMemory(store)
  let line: Line | null = null
  let count = 0

  const lost = (mine: Line, why: ReaderLost): void => {
    if (line === mine) line = null
    for (const { failed } of mine.waiting.values()) failed(why)
    mine.waiting.clear()
    void mine.worker.terminate()
  }
  const start = (): Line => {
    const worker = new Worker(script, { resourceLimits })
    const mine: Line = { worker, waiting: new Map() }
    worker.on('message', (raw: unknown) => {
      const message = fromReader.parse(raw)
      mine.waiting.get(message.n)?.heard(message)
    })
    worker.on('error', (error) => {
      log('readerFailed', { why: error instanceof Error ? error.name : 'unknown' })
      lost(mine, new ReaderLost('the reader failed'))
    })
    worker.on('exit', () => lost(mine, new ReaderLost('the reader ended')))
    worker.unref()
    worker.postMessage({ kind: 'open', path: replicaFile(profile), key } satisfies ToReader)
    return mine
  }

  const ask = <T>(message: (n: number) => ToReader, read: (m: FromReader) => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      line ??= start()
      const mine = line
      count += 1
      const n = count
      mine.waiting.set(n, {
        failed: reject,
        heard: (m) => {
          if (m.kind === 'failed') {
            mine.waiting.delete(n)
            if (m.damaged) {
              reject(new Error(m.why))
              damaged()
              return
            }
            // Its handle may be what is broken (a file that was away for a moment): the next one has its own.
            log('readerFailed', { why: 'answer' })
            reject(new ReaderLost(m.why))
            lost(mine, new ReaderLost(m.why))
            return
          }
          const value = read(m)
          if (value === undefined) return
          mine.waiting.delete(n)
          resolve(value)
        },
      })
      mine.worker.postMessage(message(n))
    })

  /** A reader that died is asked again, as another; `otherwise` where that one dies too. */
  const insist = async <T>(question: () => Promise<T>, otherwise: () => T): Promise<T> => {
    for (let attempt = 1; attempt <= 2; attempt++) {
      try {
        return await question()
      } catch (error) {
        if (!(error instanceof ReaderLost)) throw error
      }
    }
    log('readerMissing')
    return otherwise()
  }

  return {
    search: (text) =>
      insist(
        () =>
          ask(
            (n) => ({ kind: 'search', n, text }),
            (m) => (m.kind === 'hits' ? m.hits : undefined),
          ),
        // Whoever searches has somebody on the telephone: the writer's own handle finds it too.
        () => searchRegistry(store.registry, text),
      ),
    verify: async (progress) => {
      const { fault } = await ask(
        (n) => ({ kind: 'verify', n }),
        (m) => {
          if (m.kind === 'progress') progress(m.done, m.total)
          return m.kind === 'verified' ? m : undefined
        },
      )
      return fault
    },
    close: async () => {
      await line?.worker.terminate()
    },
  }
}
