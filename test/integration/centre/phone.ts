import { io, type Socket } from 'socket.io-client'
import type { z } from 'zod'
import { toHandset } from '../../../src-domain/wire/field.ts'
import { handshake } from './harness.ts'

type Told = { [K in keyof typeof toHandset]: z.output<(typeof toHandset)[K]>[] }

/** A phone on the wire, and everything that it was told. */
export type TestPhone = {
  readonly socket: Socket
  readonly told: Told
  readonly ask: (name: string, body: object) => Promise<unknown>
  /** Resolves when `test` holds; asked again at each message that comes. */
  readonly until: (test: (told: Told) => boolean) => Promise<void>
  /** Resolves when the centre has put it out. */
  readonly out: Promise<void>
  readonly close: () => void
}

export const openPhone = async (url: string, handsetId: string, now = Date.now()): Promise<TestPhone> => {
  const socket = io(`${url}/handset`, {
    auth: { protocol: 1, ...handshake(handsetId, now) },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  })
  const told: Told = { welcome: [], time: [], dispatches: [], lease: [], trust: [], revoke: [] }
  const waiting = new Set<() => void>()
  const hear = <K extends keyof Told>(name: K) =>
    socket.on(name as string, (raw: unknown) => {
      // Schema and list stand under the same name.
      ;(told[name] as unknown[]).push(toHandset[name].parse(raw))
      for (const look of waiting) look()
    })
  for (const name of Object.keys(told) as (keyof Told)[]) hear(name)
  const out = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return {
    socket,
    told,
    ask: (name, body) => socket.timeout(10_000).emitWithAck(name, body),
    until: (test) =>
      new Promise((resolve) => {
        const look = () => {
          if (!test(told)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    out,
    close: () => void socket.disconnect(),
  }
}
