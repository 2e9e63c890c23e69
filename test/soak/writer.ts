import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { v4 } from 'uuid'
import { usualLimits } from '../../src-domain/desk/limits.ts'
import { beginning } from '../../src-domain/journal/chain.ts'
import type { Entry } from '../../src-domain/journal/envelope.ts'
import { ok } from '../../src-domain/result.ts'
import { second } from '../../src-domain/time.ts'
import { consoleNamespace, type FromCentre, protocolVersion, stored } from '../../src-domain/wire/protocol.ts'
import { stories } from '../build/history.ts'

/** Entries in one batch, and batches under way, as the centre has them. */
const batchSize = 256
const credit = 16

export type BulkCentre = {
  readonly url: string
  /** Tells entries as live ones until `seq`; resolves when the console has all of them on its disk. */
  readonly tellUntil: (seq: number) => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * A centre of one console that writes ordinary alarms as fast as it can take them in. The wire, the chain and what is
 * said are real; there is no disk behind it, which would only make it wait.
 */
export const openBulkCentre = async (): Promise<BulkCentre> => {
  const journalId = v4()
  const all = stories(beginning)
  let head = 0
  let onDisk = 0
  let console_: Socket | null = null
  const waiting = new Set<() => void>()
  const look = () => {
    for (const one of waiting) one()
  }
  const http = createServer()
  const server = new Server(http, { serveClient: false, maxHttpBufferSize: 16 * 1024 * 1024 })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))

  const welcome = (): FromCentre['welcome'] => ({
    protocol: protocolVersion,
    centreId: 'soak',
    journalId,
    practice: true,
    now: Date.now(),
    headSeq: head,
    keys: [],
    municipalities: [],
    map: null,
    workplaceId: 'desk-1',
    limits: { ...usualLimits, lockAfterSeconds: 0, lockAfterOwnSeconds: 0 },
  })
  type Acknowledge = (answer: unknown) => void
  server.of(consoleNamespace).on('connection', (socket) => {
    socket.emit('welcome', welcome())
    const beat = setInterval(() => socket.emit('beat', { now: Date.now(), headSeq: head }), second)
    socket.on('disconnect', () => {
      clearInterval(beat)
      if (console_ === socket) console_ = null
    })
    for (const name of ['alive', 'presented'])
      socket.on(name, (_: unknown, acknowledge: Acknowledge) => acknowledge(ok({})))
    socket.on('resume', (asked: { readonly seq: number }, acknowledge: Acknowledge) => {
      // What it lacks could not be told again: nothing here is kept.
      if (asked.seq !== head) throw new Error(`the console is at ${asked.seq}, and ${head} were told`)
      acknowledge(ok({ mode: 'continue', headSeq: head }))
      socket.emit('open', { atSeq: head, rows: [], entries: [] }, () => undefined)
      console_ = socket
      look()
    })
  })

  const connected = (): Promise<Socket> =>
    new Promise((resolve) => {
      const one = () => {
        if (!console_) return
        waiting.delete(one)
        resolve(console_)
      }
      waiting.add(one)
      one()
    })

  const tellUntil = async (seq: number): Promise<void> => {
    const socket = await connected()
    const underWay = new Set<Promise<void>>()
    while (head < seq) {
      const entries: Entry[] = []
      while (entries.length < batchSize && head < seq) {
        const { value } = all.next()
        entries.push(value)
        head = value.seq
      }
      const batch = { phase: 'live', headSeq: head, entries }
      const told = socket
        .timeout(60 * second)
        .emitWithAck('entries', batch)
        .then((answer: unknown) => {
          onDisk = Math.max(onDisk, stored.parse(answer).stored)
          underWay.delete(told)
        })
      underWay.add(told)
      if (underWay.size >= credit) await Promise.race(underWay)
    }
    await Promise.all(underWay)
    if (onDisk < seq) throw new Error(`the console has ${onDisk} of ${seq} on its disk`)
  }

  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    tellUntil,
    close: async () => {
      await server.close()
    },
  }
}
