import { io } from 'socket.io-client'
import { intakeAnswer, intakeNamespace } from '../../src-domain/wire/field.ts'
import { centreTime, secretOf } from '../integration/centre/harness.ts'
import { scaip } from '../integration/centre/town.ts'

/** One press as its sender knows it; times by this machine's clock. */
export type Press = {
  readonly ref: string
  readonly resident: number
  readonly sentAt: number
  /** When the centre said that it is on disk. */
  readonly takenAt: number
}

export type StormOptions = {
  readonly url: string
  /** Begins each reference, so that no two storms share one. */
  readonly name: string
  readonly residents: readonly number[]
  /** Between two presses, ms. */
  readonly apart: number
  /** Told after each press that was taken, with how many were. */
  readonly taken?: (count: number) => void
}

/** How long a controller waits for an answer before it sends the same again. */
const answerWithin = 2_000

/**
 * Alarms from outside, one each `apart` ms whoever lives and dies. Like a controller it sends a press again until the
 * centre has said that it has it; resolves with all of them when that is so.
 */
export const storm = async ({ url, name, residents, apart, taken }: StormOptions): Promise<Press[]> => {
  const socket = io(`${url}${intakeNamespace}`, {
    auth: { protocol: 1, adapterId: 'receiver', secret: secretOf('receiver') },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    ackTimeout: answerWithin,
    retries: 1_000,
  })
  const presses: Press[] = []
  const send = async (resident: number, index: number): Promise<void> => {
    const ref = `${name}${index}`
    const sentAt = Date.now()
    const said: unknown = await socket.emitWithAck('scaip', {
      raw: scaip(resident, { ref }),
      at: centreTime(sentAt),
    })
    const { response } = intakeAnswer.parse(said)
    if (!response.includes('<snu>0</snu>')) throw new Error(`press ${ref}: ${response}`)
    presses.push({ ref, resident, sentAt, takenAt: Date.now() })
    taken?.(presses.length)
  }
  try {
    await Promise.all(
      residents.map(
        (resident, index) =>
          new Promise<void>((resolve, reject) => {
            setTimeout(() => void send(resident, index).then(resolve, reject), index * apart)
          }),
      ),
    )
  } finally {
    socket.disconnect()
  }
  return presses
}
