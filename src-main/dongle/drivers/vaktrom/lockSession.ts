import { randomBytes } from 'node:crypto'
import {
  type AnswerTo,
  type MotorSample,
  readAnswer,
  readSamples,
} from '../../../../src-domain/lock/answers.ts'
import { answerChallenge, clear, type Fresh, writeHello } from '../../../../src-domain/lock/handshake.ts'
import { type Request, writeRequest } from '../../../../src-domain/lock/requests.ts'
import { sealedEnd } from '../../../../src-domain/lock/sealed.ts'
import { lockCrypto as crypto } from '../../crypto.ts'
import { type LockLine, SessionBroken } from './lockLine.ts'

const newFresh = (): Fresh => ({
  nonce: new Uint8Array(randomBytes(16)),
  privateKey: new Uint8Array(randomBytes(32)),
})

/** A session with the lock of this serial: both have proved that they know its service key. Throws as the line does. */
export const openLockSession = async ({ exchange }: LockLine, serial: string, serviceKey: Uint8Array) => {
  const fresh = newFresh()
  const hello = writeHello(fresh, crypto)
  const challenge = await exchange('hello', hello, 0, (message) => message)
  const met = answerChallenge({ serial, serviceKey, crypto }, fresh, hello, challenge)
  if (!met.ok) throw new SessionBroken(met.error)
  const end = sealedEnd('tool', met.keys, crypto)
  const opened = (message: Uint8Array): Uint8Array => {
    const text = end.open(message)
    if (text === null) throw new SessionBroken('unreadable')
    return text
  }
  await exchange('proof', met.proof, 0, (message) => {
    const text = opened(message)
    if (text.length !== 1 || text[0] !== clear.welcome) throw new SessionBroken('unreadable')
    return true
  })

  return {
    /** One at a time. `within`: how long the lock may take beside the radio, ms. */
    ask: <R extends Request>(
      asked: R,
      within = 0,
      sampled: (some: readonly MotorSample[]) => void = () => undefined,
    ): Promise<AnswerTo<R['kind']>> =>
      exchange(asked.kind, end.seal(writeRequest(asked)), within, (message) => {
        const text = opened(message)
        const samples = readSamples(text)
        if (samples !== null) {
          sampled(samples)
          return undefined
        }
        const said = readAnswer<R['kind']>(asked.kind, text)
        if (said === null) throw new SessionBroken('unreadable')
        return said
      }),
  }
}
