import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { RegistryRow } from '../src-domain/registry/rows.ts'
import { ok, type Result, refuse } from '../src-domain/result.ts'
import { hour, type Ms, minute, second } from '../src-domain/time.ts'
import { newSecret, sha256 } from './crypto.ts'
import type { Journal } from './journal/journal.ts'
import type { Account } from './store/accounts.ts'
import type { Store } from './store/store.ts'

/** A shift and the handing over of it. */
const sessionLife: Ms = 12 * hour
/** Ours: a PIN is short, so guessing has to be slow. */
const failuresAllowed = 5
const lockedFor: Ms = 5 * minute
/** scrypt's N with r = 8 and p = 1: 32 MB and about 80 ms, off the main thread. */
const usualCost = 2 ** 15
/** Practice people have PINs that are shown on the screen. */
const practiceCost = 2 ** 10

export type SignedIn = {
  readonly token: string
  readonly person: RegistryRow<'person'>
  readonly expiresAt: Ms
}
export type SignIn = {
  readonly signIn: (workplaceId: string, personId: string, pin: string) => Promise<Result<SignedIn>>
  readonly signOut: (workplaceId: string, token: string) => Promise<void>
  /** That a responder is who they say, on a shared phone: no session follows, guessing is as slow. */
  readonly prove: (personId: string, pin: string) => Promise<Result<RegistryRow<'person'>>>
  /** Who it is, if the token holds at this workplace now. */
  readonly session: (workplaceId: string, token: string) => Result<Omit<SignedIn, 'token'>>
  readonly setPin: (personId: string, pin: string) => Promise<void>
}

const derive = (pin: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: cost, r: 8, p: 1, maxmem: 256 * 8 * cost }
    scrypt(pin.normalize('NFKC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })

export const openSignIn = (store: Store, journal: Journal, now: () => Ms, practice: boolean): SignIn => {
  const cost = practice ? practiceCost : usualCost
  /** Somebody who is not known takes as long as a wrong PIN. */
  const nobody: Account = {
    personId: '',
    salt: randomBytes(16),
    cost,
    hash: Buffer.alloc(32),
    failures: 0,
    lockedUntil: 0,
  }
  const said = (kind: 'session.signedIn' | 'session.signedOut', personId: string, workplaceId: string) =>
    journal.append([{ kind, caseId: null, payload: { personId, workplaceId } }], {
      by: { kind: 'person', id: personId },
      at: { ms: now(), source: 'centre', uncertaintyMs: 0 },
      receivedAt: now(),
      causedBy: null,
    })

  /** Checks the PIN, counts the tries; `then` runs in the same write. */
  const proving = async <T>(
    personId: string,
    pin: string,
    then: (person: RegistryRow<'person'>) => Result<T>,
  ): Promise<Result<T>> => {
    const account = store.accounts.find(personId) ?? nobody
    const right = timingSafeEqual(await derive(pin, account.salt, account.cost), account.hash)
    return journal.write((): Result<T> => {
      // Read again: other tries may have been counted meanwhile.
      const stands = store.accounts.find(personId)
      const person = store.registry.get('person', personId)
      if (!stands || !person) return refuse('signInRefused')
      if (stands.lockedUntil > now())
        return refuse('signInRefused', {
          retryAfterSeconds: Math.ceil((stands.lockedUntil - now()) / second),
        })
      if (!right) return failed(stands)
      const done = then(person)
      if (done.ok) store.accounts.count(personId, 0, 0)
      return done
    })
  }

  const signIn = (workplaceId: string, personId: string, pin: string): Promise<Result<SignedIn>> =>
    proving(personId, pin, (person) => {
      if (person.role === 'responder') return refuse('roleNotAllowed', { role: person.role })
      const token = newSecret()
      const expiresAt = now() + sessionLife
      store.accounts.begin(sha256(token), { personId, workplaceId, expiresAt })
      said('session.signedIn', personId, workplaceId)
      return ok({ token, person, expiresAt })
    })

  const prove: SignIn['prove'] = (personId, pin) =>
    proving(personId, pin, (person) =>
      person.role === 'responder' ? ok(person) : refuse('roleNotAllowed', { role: person.role }),
    )

  const failed = (account: Account): Result<never> => {
    const failures = account.failures + 1
    const until = failures >= failuresAllowed ? now() + lockedFor : 0
    store.accounts.count(account.personId, until > 0 ? 0 : failures, until)
    return refuse('signInRefused', until > 0 ? { retryAfterSeconds: lockedFor / second } : {})
  }

  const session: SignIn['session'] = (workplaceId, token) => {
    const found = store.accounts.session(sha256(token))
    if (!found || found.workplaceId !== workplaceId || found.expiresAt <= now()) return refuse('notSignedIn')
    const person = store.registry.get('person', found.personId)
    return person ? ok({ person, expiresAt: found.expiresAt }) : refuse('notSignedIn')
  }

  return {
    signIn,
    prove,
    session,
    signOut: (workplaceId, token) =>
      journal.write(() => {
        const found = store.accounts.session(sha256(token))
        if (!found || found.workplaceId !== workplaceId) return
        store.accounts.end(sha256(token))
        said('session.signedOut', found.personId, workplaceId)
      }),
    setPin: async (personId, pin) => {
      const salt = randomBytes(16)
      const hash = await derive(pin, salt, cost)
      await journal.write(() =>
        store.accounts.put({ personId, salt, cost, hash, failures: 0, lockedUntil: 0 }),
      )
    },
  }
}
