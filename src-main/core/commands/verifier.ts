import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { ok, type Result, refuse } from '../../../src-domain/result.ts'
import { minute, second } from '../../../src-domain/time.ts'

/**
 * scrypt's N with r = 8 and p = 1: 16 MB, off the thread that takes in alarms. Whoever reads this process's memory reads
 * names and keys as well; a disk, where it would be another matter, never has it.
 */
const cost = 2 ** 14
const inARow = 5
const pause = 5 * minute
/** After so many wrong ones in all it is thrown away, and the centre alone can say who it is. */
const inAll = 10

/**
 * Whether a PIN is the one that the centre took, for a locked screen while the centre is away. It lives in this
 * process's memory alone and dies with it: on a disk a short PIN could be guessed at leisure.
 */
export type Verifier = {
  /** Null where there is none (any more). */
  readonly check: (personId: string, pin: string) => Promise<Result<Record<string, never>> | null>
  /** The centre has just taken this PIN. */
  readonly learn: (personId: string, pin: string) => void
  readonly knows: (personId: string) => boolean
  readonly forget: () => void
}

const derive = (pin: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: cost, r: 8, p: 1, maxmem: 256 * 8 * cost }
    scrypt(pin.normalize('NFKC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })

/** `now`: a clock that only runs forwards. */
export const openVerifier = (now: () => number): Verifier => {
  let known: { readonly personId: string; readonly salt: Buffer; readonly hash: Promise<Buffer> } | null =
    null
  let failures = 0
  let pausedUntil = 0
  let turn: Promise<unknown> = Promise.resolve()

  const forget = (): void => {
    known = null
    failures = 0
    pausedUntil = 0
  }
  const checkNow = async (personId: string, pin: string) => {
    if (known?.personId !== personId) return null
    const wait = pausedUntil - now()
    if (wait > 0) return refuse('signInRefused', { retryAfterSeconds: Math.ceil(wait / second) })
    const { salt, hash } = known
    if (timingSafeEqual(await derive(pin, salt), await hash)) {
      failures = 0
      return ok({})
    }
    failures += 1
    if (failures >= inAll) {
      forget()
      return null
    }
    if (failures % inARow !== 0) return refuse('signInRefused')
    pausedUntil = now() + pause
    return refuse('signInRefused', { retryAfterSeconds: pause / second })
  }

  return {
    forget,
    knows: (personId) => known?.personId === personId,
    learn: (personId, pin) => {
      const salt = randomBytes(16)
      const hash = derive(pin, salt)
      // What cannot be made is not there when it is asked.
      hash.catch(forget)
      known = { personId, salt, hash }
      failures = 0
      pausedUntil = 0
    },
    check: (personId, pin) => {
      const mine = turn.then(() => checkNow(personId, pin))
      turn = mine.catch(() => undefined)
      return mine
    },
  }
}
