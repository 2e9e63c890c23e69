import { z } from 'zod'
import { openLink } from '../../src-main/core/link/link.ts'
import { secretOf } from '../integration/centre/harness.ts'
import { crowd } from './crowdTown.ts'

export type Crowd = {
  /** The place and hash that each has stored the journal to. */
  readonly heads: () => readonly { readonly seq: number; readonly hash: string }[]
  readonly connected: () => number
  readonly close: () => void
}

const place = z.looseObject({ seq: z.int(), hash: z.string() })

/** Fifty consoles: the real line of core, each with its own memory in place of a disk. Nobody sits at them. */
export const openCrowd = (url: string): Crowd => {
  const members = crowd.map((workplaceId) => openMember(url, workplaceId))
  return {
    heads: () => members.map((one) => one.head()),
    connected: () => members.filter((one) => one.isConnected()).length,
    close: () => {
      for (const one of members) one.close()
    },
  }
}

const openMember = (url: string, workplaceId: string) => {
  let journalId: string | null = null
  let head = { seq: 0, hash: 'A'.repeat(43) }
  /** Live entries that came before what was missed. */
  const ahead = new Map<number, string>()
  let registryVersion = 0
  const standOn = (): void => {
    for (let hash = ahead.get(head.seq + 1); hash !== undefined; hash = ahead.get(head.seq + 1))
      head = { seq: head.seq + 1, hash }
  }
  const nothing = (): void => undefined
  const link = openLink(
    { url, workplaceId, secret: secretOf(workplaceId), practice: true },
    {
      on: {
        welcome: (welcome) => {
          const { seq, hash } = head
          void link.ask('resume', { journalId, seq, hash, registryVersion, telemetryVersion: 0 })
          journalId = welcome.journalId
        },
        presence: () => undefined,
        open: (_, ack) => ack(head.seq),
        snapshot: ({ seal }, ack) => {
          head = { seq: seal.seq, hash: seal.hash }
          standOn()
          ack(head.seq)
        },
        entries: ({ entries }, ack) => {
          for (const raw of entries) {
            const { seq, hash } = place.parse(raw)
            ahead.set(seq, hash)
          }
          standOn()
          ack(head.seq)
        },
        registry: ({ through }, ack) => {
          registryVersion = through
          ack(through)
        },
        telemetry: nothing,
        keys: nothing,
        checkpoint: nothing,
        beat: () => {
          const word = {
            storedSeq: head.seq,
            painting: false,
            sounding: false,
            attended: false,
            probeId: null,
          }
          void link.ask('alive', word)
        },
      },
      state: nothing,
      unreadable: (where, why) => {
        throw new Error(`${workplaceId} cannot read ${where}: ${why}`)
      },
    },
    () => performance.now(),
  )
  return {
    head: () => head,
    isConnected: () => link.state().kind === 'connected',
    close: link.close,
  }
}
