import { io, type Socket } from 'socket.io-client'
import { z } from 'zod'
import type { KeypadUse } from '../../../src-domain/access/keypad.ts'
import { clockSlack } from '../../../src-domain/access/limits.ts'
import { platformNamespace } from '../../../src-domain/wire/field.ts'
import { protocolVersion } from '../../../src-domain/wire/protocol.ts'
import { type Cancel, type Clock, every } from '../../clock.ts'
import type { Equipment, Sent } from './equipment.ts'
import type { AppTold } from './residentApp.ts'

/** The wire takes up to 5,000 readings at once; fewer keep the acknowledgements coming. */
const batch = 2_000
const mostUses = 1_000
const flushEvery = 1_000
const answerWithin = 10_000
const answered = z.object({ ok: z.boolean() })

type Platform = {
  /** A keypad let somebody in; resolves when the centre has heard. */
  readonly keypadUsed: (use: KeypadUse) => Promise<void>
  /** What was done in the lock maker's own app. */
  readonly appSaid: (told: AppTold) => void
  readonly settled: () => boolean
  readonly close: () => void
}

/**
 * The lock platform's adapter: sends the latest reading of each subject, in order, a batch at a time. What was
 * not acknowledged stays and goes again; a newer reading takes the place of an older one of the same subject.
 */
export const openPlatform = (
  centre: { readonly url: string; readonly adapterId: string; readonly secret: string },
  equipment: Equipment,
  clock: Clock,
): Platform => {
  const socket: Socket = io(`${centre.url}${platformNamespace}`, {
    auth: { protocol: protocolVersion, adapterId: centre.adapterId, secret: centre.secret },
    transports: ['websocket'],
    forceNew: true,
  })
  const waiting = new Map<string, Sent>()
  for (const reading of equipment.readings()) waiting.set(reading.subject, reading)
  equipment.onReading((reading) => {
    // Taken out first: it goes to the end of the line.
    waiting.delete(reading.subject)
    waiting.set(reading.subject, reading)
  })
  const uses: { readonly use: KeypadUse; readonly heard: () => void }[] = []
  const app: AppTold[] = []
  let sending = false
  const flush = async () => {
    if (sending) return
    sending = true
    await tellUses()
    await tellApp()
    while (waiting.size > 0 && socket.connected) {
      const readings = [...waiting.values()].slice(0, batch)
      if (!(await taken(socket, 'readings', { readings }))) break
      for (const reading of readings)
        if (waiting.get(reading.subject) === reading) waiting.delete(reading.subject)
    }
    sending = false
  }
  const tellUses = async () => {
    while (uses.length > 0 && socket.connected) {
      const told = uses.slice(0, mostUses)
      if (!(await taken(socket, 'keypad', { uses: told.map(({ use }) => useOf(use)) }))) return
      for (const { heard } of uses.splice(0, told.length)) heard()
    }
  }
  const tellApp = async () => {
    for (let told = app[0]; told && socket.connected; told = app[0]) {
      if (!(await taken(socket, 'residentGrants', { given: [], withdrawn: [], used: [], ...told }))) return
      app.shift()
    }
  }
  const stop: Cancel = every(clock, flushEvery, () => void flush())
  socket.on('connect', () => void flush())
  return {
    keypadUsed: (use) =>
      new Promise((heard) => {
        uses.push({ use, heard })
        void flush()
      }),
    appSaid: (told) => {
      app.push(told)
      void flush()
    },
    settled: () => waiting.size === 0 && uses.length === 0 && app.length === 0,
    close: () => {
      stop()
      socket.disconnect()
    },
  }
}

/** False when no answer came: it is tried again. A refusal is an answer, and would be the same the next time. */
const taken = async (socket: Socket, name: string, told: object): Promise<boolean> => {
  try {
    const answer: unknown = await socket.timeout(answerWithin).emitWithAck(name, told)
    return answered.safeParse(answer).success
  } catch {
    return false
  }
}

/** By the keypad's own clock. */
const useOf = ({ useId, codeId, at }: KeypadUse) => ({
  useId,
  codeId,
  at: { ms: at, source: 'door', uncertaintyMs: clockSlack },
})
