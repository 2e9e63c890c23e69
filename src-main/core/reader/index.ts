import { setImmediate as breathe } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { searchRegistry } from '../search/search.ts'
import { entriesStore } from '../store/entries.ts'
import { openReader } from '../store/open.ts'
import { registryStore } from '../store/registry.ts'
import { replicaStore } from '../store/replica.ts'
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
}
let handle: Handle | null = null

const verify = async (n: number, { entries, replica }: Handle): Promise<void> => {
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
    const db = openReader(message.path, message.key)
    handle = { registry: registryStore(db), entries: entriesStore(db), replica: replicaStore(db) }
    return
  }
  const failed = (error: unknown) => say({ kind: 'failed', n: message.n, why: String(error) })
  if (handle === null) {
    failed('not open')
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
