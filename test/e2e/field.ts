import { io } from 'socket.io-client'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { RefusalCause } from '../../src-domain/access/words.ts'
import { toHandset } from '../../src-domain/wire/field.ts'
import { handshake, openAdapter, secretOf, signOn } from '../integration/centre/harness.ts'

/** A shared phone on the real wire, signed on by one of its crew. It never says that it deleted anything: as a lost one. */
export type Phone = {
  /** Grants that it was given a lease of, in the order in which they came. */
  readonly grants: () => readonly string[]
  /** What a door did; `ago` in ms before now, by the door's clock. */
  readonly opened: (grantId: string, doorId: string, ago?: number) => Promise<void>
  readonly refused: (grantId: string, doorId: string, cause: RefusalCause) => Promise<void>
  /** It has brought a door the trust list of this version. */
  readonly trusted: (doorId: string, version: number) => Promise<void>
  readonly close: () => void
}

const done = z.object({ ok: z.literal(true) })

/** The phone of Patrulje 4 with Nina Dal, unless another is named. */
export const openPhone = async (url: string, handsetId = 'hs-4', personId = 'p-nina'): Promise<Phone> => {
  const socket = io(`${url}/handset`, {
    auth: { protocol: 1, ...handshake(handsetId, Date.now()) },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  })
  const grants = new Set<string>()
  socket.on('lease', (raw: unknown) => grants.add(toHandset.lease.parse(raw).grantId))
  await new Promise<void>((resolve, reject) => {
    socket.once('welcome', () => resolve())
    socket.once('connect_error', reject)
  })
  await signOn(socket, personId)
  const say = async (name: string, body: object): Promise<void> => {
    const answer: unknown = await socket.timeout(10_000).emitWithAck(name, body)
    if (!done.safeParse(answer).success) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  }
  const at = (ago: number) => ({ ms: Date.now() - ago, source: 'door', uncertaintyMs: 1_000 })
  return {
    grants: () => [...grants],
    opened: (grantId, doorId, ago = 0) =>
      say('uses', {
        uses: [{ result: 'opened', useId: v7(), grantId, doorId, reentry: false, at: at(ago) }],
      }),
    refused: (grantId, doorId, cause) =>
      say('uses', { uses: [{ result: 'refused', useId: v7(), grantId, doorId, cause, at: at(0) }] }),
    trusted: (doorId, version) => say('trusted', { doorId, version, at: at(0) }),
    close: () => void socket.disconnect(),
  }
}

/** A relative of resident `n` lets somebody in for good, in the lock maker's own app. */
export const givenByRelative = async (url: string, n: number, name: string): Promise<void> => {
  const platform = await openAdapter(url, '/platform', { adapterId: 'locks', secret: secretOf('locks') })
  const given = {
    grantId: v7(),
    residentId: `res-${n}`,
    doorIds: [`street-${n}`, `flat-${n}`],
    kind: 'standing',
    givenBy: 'relative',
    from: Date.now() - 86_400_000,
    until: null,
    name,
  }
  try {
    done.parse(await platform.send('residentGrants', { given: [given], withdrawn: [], used: [] }))
  } finally {
    platform.close()
  }
}
