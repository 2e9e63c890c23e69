import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import {
  failedAt,
  failedBy,
  lockedFor,
  noTries,
  placeLockedFor,
  waitOf,
  waitSeconds,
} from '../src-domain/desk/guessing.ts'
import type { RegistryRow } from '../src-domain/registry/rows.ts'
import { type Result, refuse } from '../src-domain/result.ts'
import type { Ms } from '../src-domain/time.ts'
import type { Journal } from './journal/journal.ts'
import type { Log } from './log.ts'
import type { Account } from './store/accounts.ts'
import type { Store } from './store/store.ts'

/** scrypt's N with r = 8 and p = 1: 128 MB, about 0.4 s, off the main thread (OWASP's figures for passwords). */
const usualCost = 2 ** 17
/** Practice people have PINs that are shown on the screen. */
const practiceCost = 2 ** 10

type Person = RegistryRow<'person'>
export type Pins = {
  /**
   * Checks a PIN that was said at a place (a workplace, or `handset/ID`) and counts the tries; `then` runs in the same
   * write. `counts`: whether a wrong one counts for the place, too; of somebody who only unlocks a screen it does not.
   */
  readonly prove: <T>(
    said: {
      readonly place: string
      readonly personId: string
      readonly pin: string
      readonly counts: boolean
    },
    then: (person: Person) => Result<T>,
  ) => Promise<Result<T>>
  readonly set: (personId: string, pin: string) => Promise<void>
}

const derive = (pin: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: cost, r: 8, p: 1, maxmem: 256 * 8 * cost }
    scrypt(pin.normalize('NFKC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })

export const openPins = (
  { accounts, registry, tries }: Pick<Store, 'accounts' | 'registry' | 'tries'>,
  journal: Journal,
  now: () => Ms,
  practice: boolean,
  log: Log,
): Pins => {
  const cost = practice ? practiceCost : usualCost
  /** Somebody who is not known takes as long as a wrong PIN. */
  const nobody: Account = { personId: '', salt: randomBytes(16), cost, hash: Buffer.alloc(32) }
  const turns = newTurns()

  const refused = (wait: Ms) =>
    refuse('signInRefused', wait > 0 ? { retryAfterSeconds: waitSeconds(wait) } : {})

  const prove: Pins['prove'] = ({ place, personId, pin, counts }, then) =>
    turns(place, async () => {
      const account = accounts.find(personId) ?? nobody
      const right = timingSafeEqual(await derive(pin, account.salt, account.cost), account.hash)
      return journal.write(() => {
        const known = tries.knows(place, personId)
        const own = known ? `known/${personId}/${place}` : `other/${personId}`
        const all = `place/${place}`
        const wait = Math.max(
          waitOf(tries.of(own), now()),
          counts ? Math.min(waitOf(tries.of(all), now()), placeLockedFor) : 0,
        )
        if (wait > 0) return refused(wait)
        const person = registry.get('person', personId)
        if (!right || !person) {
          const failed = failedBy(tries.of(own), now())
          // A name that nobody bears fills no table; for the place it counts like any other.
          if (person) tries.keep(own, failed)
          const here = counts ? failedAt(tries.of(all), now()) : noTries
          if (counts) tries.keep(all, here)
          if (failed.lockedUntil > 0 || here.lockedUntil > 0) log('warn', 'guessing', { place, personId })
          return refused(failed.lockedUntil > 0 ? lockedFor : waitOf(here, now()))
        }
        const done = then(person)
        if (done.ok) {
          tries.forget(own)
          tries.learn(place, personId, now())
        }
        return done
      })
    })

  return {
    prove,
    set: async (personId, pin) => {
      const salt = randomBytes(16)
      const hash = await derive(pin, salt, cost)
      await journal.write(() => {
        accounts.put({ personId, salt, cost, hash })
        tries.forgetPerson(personId)
      })
    },
  }
}

/** One try of a place at a time: guessing many at once gains nothing and costs the others no processor. */
const newTurns = () => {
  const last = new Map<string, Promise<unknown>>()
  return <T>(place: string, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(place) ?? Promise.resolve()).then(work, work)
    last.set(place, mine)
    const leave = () => {
      if (last.get(place) === mine) last.delete(place)
    }
    mine.then(leave, leave)
    return mine
  }
}
