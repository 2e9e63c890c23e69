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
  let worker: Worker | null = null
  let count = 0
  const waiting = new Map<number, { heard: (m: FromReader) => void; failed: (why: Error) => void }>()

  const start = (): Worker => {
    const started = new Worker(script)
    started.on('message', (raw: unknown) => {
      const message = fromReader.parse(raw)
      waiting.get(message.n)?.heard(message)
    })
    const over = (error: Error) => {
      if (worker === started) worker = null
      for (const { failed } of waiting.values()) failed(error)
      waiting.clear()
    }
    started.on('error', (error) => {
      log('readerFailed', { why: error instanceof Error ? error.name : 'unknown' })
      over(new Error('the reader failed'))
    })
    started.on('exit', () => over(new Error('the reader ended')))
    started.unref()
    started.postMessage({ kind: 'open', path: replicaFile(profile), key } satisfies ToReader)
    return started
  }

  const ask = <T>(message: (n: number) => ToReader, read: (m: FromReader) => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      worker ??= start()
      count += 1
      const n = count
      waiting.set(n, {
        failed: reject,
        heard: (m) => {
          if (m.kind === 'failed') {
            waiting.delete(n)
            reject(new Error(m.why))
            if (m.damaged) damaged()
            return
          }
          const value = read(m)
          if (value === undefined) return
          waiting.delete(n)
          resolve(value)
        },
      })
      worker.postMessage(message(n))
    })

  return {
    search: (text) =>
      ask(
        (n) => ({ kind: 'search', n, text }),
        (m) => (m.kind === 'hits' ? m.hits : undefined),
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
      await worker?.terminate()
    },
  }
}
