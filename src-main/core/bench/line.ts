import { z } from 'zod'
import { uuid } from '../../../src-domain/ids.ts'
import { second } from '../../../src-domain/time.ts'
import { outlineText } from '../../../src-domain/wire/raw.ts'
import { type FromDongle, fromDongle, type ToDongle } from '../../dongle/messages.ts'
import { type Quarantine, whyOf } from '../ingest/read.ts'
import type { Port } from '../port.ts'
import { rawKept } from '../store/quarantine.ts'

/** A turning motor measures a hundred times a second, told by tens; far more than this is a process gone wrong (ours). */
const mostPerSecond = 100
/** As many are kept of what cannot be read; the rest is counted with the next. */
const keptPerSecond = 5

export type LinePorts = {
  readonly hear: (message: FromDongle) => void
  /** A test is over, and nobody can read how. */
  readonly endUnread: (testId: string) => void
  readonly closed: () => void
  readonly quarantine: Quarantine
  readonly mono: () => number
}

/**
 * Core's end of the line to the dongle's process. Whatever that says costs core little: of what is near only the newest
 * is looked at, when `flush` asks for it, and of all else only so much a second. An alarm never waits behind it.
 */
export const openDongleLine = (port: Port, { hear, endUnread, closed, quarantine, mono }: LinePorts) => {
  let over = false
  let near: unknown = null
  let since = mono()
  const heard = { samples: 0, others: 0 }
  let unread = 0
  let dropped = 0

  const keep = (why: string, raw: unknown): void => {
    unread += 1
    if (unread <= keptPerSecond) quarantine('dongle', why, outlineText(raw, rawKept))
  }
  const newSecond = (): void => {
    if (mono() - since < second) return
    if (dropped > 0) quarantine('dongle', `${dropped} messages too many`, '')
    since = mono()
    heard.samples = heard.others = unread = dropped = 0
  }
  const take = (raw: unknown): void => {
    const message = fromDongle.safeParse(raw)
    if (message.success) {
      hear(message.data)
      return
    }
    keep(whyOf(message.error), raw)
    const end = anEnd.safeParse(raw)
    if (end.success) endUnread(end.data.testId)
  }

  port.listen((raw) => {
    if (over) return
    if (kindOf(raw) === 'near') {
      near = raw
      return
    }
    newSecond()
    // Counted apart: how a test stands and ends comes through, however much its motor measures.
    const of = kindOf(raw) === 'samples' ? 'samples' : 'others'
    heard[of] += 1
    if (heard[of] > mostPerSecond) dropped += 1
    else take(raw)
  })
  port.onClose(() => {
    if (over) return
    over = true
    closed()
  })

  return {
    say: (message: ToDongle): void => {
      if (!over) port.post(message)
    },
    /** A few times a second. */
    flush: (): void => {
      newSecond()
      const newest = near
      near = null
      if (newest !== null && !over) take(newest)
    },
    /** Another one has taken its place. */
    close: (): void => {
      over = true
      port.close()
    },
  }
}
export type DongleLine = ReturnType<typeof openDongleLine>

const anEnd = z.object({ kind: z.literal('ended'), testId: uuid })

const kindOf = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && 'kind' in raw ? raw.kind : null
