import type { Binding, LogLine, MotorSample } from '../../../../src-domain/lock/answers.ts'
import type { Request } from '../../../../src-domain/lock/requests.ts'
import { isSerial } from '../../../../src-domain/lock/serialInTheAir.ts'
import type { Status } from '../../../../src-domain/lock/words.ts'
import type { Radio } from '../../radio/radio.ts'
import { OtherUnit, type Wanted } from '../driver.ts'
import { readInformation, readSerial } from '../identity.ts'
import { openLockLine, SessionBroken } from './lockLine.ts'
import { openLockSession } from './lockSession.ts'
import { tryKey } from './tryKey.ts'

/** The lock answered, and would not. */
export class LockRefused extends Error {
  readonly status: Exclude<Status, 'ok'>
  constructor(what: string, status: Exclude<Status, 'ok'>) {
    super(`${what}: ${status}`)
    this.status = status
  }
}

/** A log of 10,000 lines in full answers; what goes on after that is no log. */
const mostLogAnswers = 500

/** One connection with a session in it. Everything may throw a `RadioFault` or a `SessionBroken`: then it is over. */
export const openVisit = async (radio: Radio, { id, serial, serviceKey, oldKey }: Wanted) => {
  const connection = await radio.connect(id)
  try {
    const says = await readSerial(connection)
    // Noise is nobody's name.
    if (!isSerial(says)) throw new SessionBroken('unreadable')
    if (says !== serial) throw new OtherUnit(says)
    // Without its key nothing is known of a unit but what it calls itself.
    if (serviceKey === null) throw new SessionBroken('wrongKey')
    const line = await openLockLine(connection)
    const session = await openLockSession(line, serial, serviceKey)
    const ask = async <R extends Request>(
      request: R,
      within = 0,
      sampled?: (some: readonly MotorSample[]) => void,
    ) => {
      const answer = await session.ask(request, within, sampled)
      if (!answer.ok) throw new LockRefused(request.kind, answer.status)
      return answer.value
    }
    return {
      ask,
      tryOldKey: async () => (oldKey === null ? null : tryKey(line, oldKey)),
      information: () => readInformation(connection, says),
      /** All of them, however many answers that takes. */
      bindings: async (): Promise<readonly Binding[]> => {
        const found: Binding[] = []
        for (let from = 0; ; ) {
          const { some } = await ask({ kind: 'bindings', from })
          found.push(...some)
          const last = some.at(-1)
          if (last === undefined) return found
          // It would be asked the same for ever.
          if (last.slot < from) throw new SessionBroken('unreadable')
          if (last.slot >= 255) return found
          from = last.slot + 1
        }
      },
      log: async (): Promise<readonly LogLine[]> => {
        const found: LogLine[] = []
        for (let [from, answers] = [1, 0]; answers < mostLogAnswers; answers += 1) {
          const { next, lines } = await ask({ kind: 'log', from })
          found.push(...lines)
          if (lines.length === 0 || next <= from) return found
          from = next
        }
        throw new SessionBroken('unreadable')
      },
      close: () => connection.close(),
    }
  } catch (error) {
    await connection.close()
    throw error
  }
}
export type LockVisit = Awaited<ReturnType<typeof openVisit>>
