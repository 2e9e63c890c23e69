import { setTimeout as wait } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { intakeAnswer, intakeNamespace } from '../../src-domain/wire/field.ts'
import { centreTime, secretOf } from '../integration/centre/harness.ts'
import { scaip } from '../integration/centre/town.ts'

/** One press as its sender knows it; times by this machine's monotonic clock. */
export type Press = {
  readonly ref: string
  readonly resident: number
  readonly sentAt: number
  /** When the centre said that it is on disk. */
  readonly takenAt: number
}

/** ms between presses: the first 25 of a fault come fast, so that one that is over soon has them too. */
export type Pace = { readonly first: number; readonly later: number }
const usual: Pace = { first: 25, later: 400 }
const fast = 25
const before: Pace = { first: 100, later: 100 }

export type Storm = {
  /** Pressed so far, taken or not. */
  readonly sent: () => number
  /** How often the centre said that it was busy. */
  readonly refused: () => number
  /** Of these since the fault began. */
  readonly sentDuring: () => number
  /** The fault begins now: from here on its pace holds. */
  readonly faultBegins: () => void
  /** Presses no more; resolves with all once the centre has said of each that it has it. */
  readonly stop: () => Promise<readonly Press[]>
  /** Gives up, whatever was not taken. */
  readonly abandon: () => void
}

/** How long a controller waits for an answer before it sends the same again. */
const answerWithin = 2_000
/** "Busy": not taken, to be sent again; and how soon it is. */
const busy = '<snu>6</snu>'
const afterBusy = 300

/** Over and over: two presses of every fourth resident, since each press counts for itself. */
const residents = Array.from({ length: 48 }, (_, i) => i + 1).flatMap((n) => (n % 4 === 0 ? [n, n] : [n]))

/** Which press a planted drop is about: an early one, from somebody who had not pressed before. */
export const plantedRef = (name: string): string => `${name}5`

/**
 * Alarms from outside, whoever lives and dies, until they are stopped. Like a controller it sends a press again until
 * the centre has said that it has it.
 */
export const openStorm = (url: string, name: string, pace: Pace = usual): Storm => {
  const socket = io(`${url}${intakeNamespace}`, {
    auth: { protocol: 1, adapterId: 'receiver', secret: secretOf('receiver') },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    ackTimeout: answerWithin,
    retries: 1_000,
  })
  const presses: Promise<Press>[] = []
  let faultAt: number | null = null
  let refused = 0
  let next: NodeJS.Timeout | undefined

  const press = async (index: number): Promise<Press> => {
    const ref = `${name}${index}`
    const resident = residents[index % residents.length] ?? 1
    const sentAt = performance.now()
    for (;;) {
      const said: unknown = await socket.emitWithAck('scaip', {
        raw: scaip(resident, { ref }),
        at: centreTime(Date.now()),
      })
      const { response } = intakeAnswer.parse(said)
      if (response.includes('<snu>0</snu>')) break
      if (!response.includes(busy)) throw new Error(`press ${ref}: ${response}`)
      refused += 1
      await wait(afterBusy)
    }
    return { ref, resident, sentAt, takenAt: performance.now() }
  }
  const goOn = (): void => {
    const one = press(presses.length)
    // It is waited for at the end; until then nobody else hears that it failed.
    one.catch(() => undefined)
    presses.push(one)
    const { first, later } = faultAt === null ? before : pace
    const soon = faultAt === null || presses.length - faultAt < fast
    next = setTimeout(goOn, soon ? first : later)
  }
  goOn()
  const abandon = (): void => {
    clearTimeout(next)
    socket.disconnect()
  }
  return {
    abandon,
    sent: () => presses.length,
    sentDuring: () => (faultAt === null ? 0 : presses.length - faultAt),
    refused: () => refused,
    faultBegins: () => {
      faultAt = presses.length
      clearTimeout(next)
      goOn()
    },
    stop: async () => {
      clearTimeout(next)
      try {
        return await Promise.all(presses)
      } finally {
        abandon()
      }
    },
  }
}
