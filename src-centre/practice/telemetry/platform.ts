import { io, type Socket } from 'socket.io-client'
import { z } from 'zod'
import { platformNamespace } from '../../../src-domain/wire/field.ts'
import { protocolVersion } from '../../../src-domain/wire/protocol.ts'
import { type Cancel, type Clock, every } from '../../clock.ts'
import type { Equipment, Sent } from './equipment.ts'

/** The wire takes up to 5,000 readings at once; fewer keep the acknowledgements coming. */
const batch = 2_000
const flushEvery = 1_000
const answerWithin = 10_000
const answered = z.object({ ok: z.boolean() })

type Platform = { readonly settled: () => boolean; readonly close: () => void }

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
  let sending = false
  const flush = async () => {
    if (sending) return
    sending = true
    while (waiting.size > 0 && socket.connected) {
      const readings = [...waiting.values()].slice(0, batch)
      if (!(await taken(socket, readings))) break
      for (const reading of readings)
        if (waiting.get(reading.subject) === reading) waiting.delete(reading.subject)
    }
    sending = false
  }
  const stop: Cancel = every(clock, flushEvery, () => void flush())
  socket.on('connect', () => void flush())
  return {
    settled: () => waiting.size === 0,
    close: () => {
      stop()
      socket.disconnect()
    },
  }
}

/** False when no answer came: it is tried again. A refusal is an answer, and would be the same the next time. */
const taken = async (socket: Socket, readings: readonly Sent[]): Promise<boolean> => {
  try {
    const answer: unknown = await socket.timeout(answerWithin).emitWithAck('readings', { readings })
    return answered.safeParse(answer).success
  } catch {
    return false
  }
}
