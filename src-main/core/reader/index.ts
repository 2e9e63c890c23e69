import { setImmediate as breathe } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { searchRegistry } from '../search/search.ts'
import { entriesStore } from '../store/entries.ts'
import { openReader } from '../store/open.ts'
import { registryStore } from '../store/registry.ts'
import { replicaStore } from '../store/replica.ts'
import { troubleOf } from '../store/trouble.ts'
import { walkTables } from '../store/walk.ts'
import { type FromReader, toReader } from './messages.ts'
import { verifyChain } from './verify.ts'

/**
 * The worker that searches and verifies, so that neither delays an alarm. It is a thread of its own with a
 * handle that cannot write; what it is asked it answers in order, apart from a search, which goes between.
 */
const port = parentPort
if (port === null) throw new Error('the reader runs as a worker thread')

const say = (message: FromReader) => port.postMessage(message)

type Handle = {
  readonly registry: ReturnType<typeof registryStore>
  readonly entries: ReturnType<typeof entriesStore>
  readonly replica: ReturnType<typeof replicaStore>
  readonly tables: () => Generator<void>
}
let handle: Handle | null = null
/** Why there is none. */
let unopened: unknown = 'not open'

const opened = (path: string, key: string): Handle => {
  const db = openReader(path, key)
  return {
    registry: registryStore(db),
    entries: entriesStore(db),
    replica: replicaStore(db),
    tables: () => walkTables(db),
  }
}

const verify = async (n: number, { entries, replica, tables }: Handle): Promise<void> => {
  for (const _ of tables()) await breathe()
  const walk = verifyChain(entries, replica.standing())
  for (;;) {
    const step = walk.next()
    if (step.done === true) {
      say({ kind: 'verified', n, fault: step.value })
      return
    }
    say({ kind: 'progress', n, ...step.value })
    await breathe()
  }
}

port.on('message', (raw: unknown) => {
  const message = toReader.parse(raw)
  if (message.kind === 'open') {
    try {
      handle = opened(message.path, message.key)
    } catch (error) {
      unopened = error
    }
    return
  }
  const failed = (error: unknown) =>
    say({ kind: 'failed', n: message.n, why: String(error), damaged: troubleOf(error) === 'damaged' })
  if (handle === null) {
    failed(unopened)
    return
  }
  try {
    if (message.kind === 'search')
      say({ kind: 'hits', n: message.n, hits: searchRegistry(handle.registry, message.text) })
    else verify(message.n, handle).catch(failed)
  } catch (error) {
    failed(error)
  }
})
