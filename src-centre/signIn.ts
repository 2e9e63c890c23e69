import type { CommandName } from '../src-domain/command/command.ts'
import type { DeskLimits } from '../src-domain/desk/limits.ts'
import { isProven, needsProof, provenNow, seenAt } from '../src-domain/desk/proof.ts'
import type { RegistryRow } from '../src-domain/registry/rows.ts'
import { ok, type Result, refuse } from '../src-domain/result.ts'
import { hour, type Ms, second } from '../src-domain/time.ts'
import type { CentreClock } from './clock.ts'
import { newSecret, sha256 } from './crypto.ts'
import type { Journal } from './journal/journal.ts'
import type { Log } from './log.ts'
import { openPins } from './pins.ts'
import type { Session } from './store/accounts.ts'
import type { Store } from './store/store.ts'

/** A sign-in as it stands; `provenAt` and `seenAt` as in `src-domain/desk/proof.ts`. */
export type Standing = Omit<Session, 'personId' | 'workplaceId'> & { readonly person: RegistryRow<'person'> }
export type SignedIn = Standing & { readonly token: string }

export type SignIn = {
  readonly signIn: (workplaceId: string, personId: string, pin: string) => Promise<Result<SignedIn>>
  /** Of somebody who is signed in here: to unlock the screen, and before what opens a door. */
  readonly proveAgain: (workplaceId: string, token: string, pin: string) => Promise<Result<Standing>>
  readonly signOut: (workplaceId: string, token: string) => Promise<void>
  /** That a responder is who they say, on a shared phone: no session follows, guessing is as slow. */
  readonly prove: (place: string, personId: string, pin: string) => Promise<Result<RegistryRow<'person'>>>
  /** Who it is, if the token holds at this workplace now. */
  readonly session: (workplaceId: string, token: string) => Result<Standing>
  /** Somebody is at the desk: it holds on, to the end of a shift at most. */
  readonly renew: (workplaceId: string, token: string) => Promise<Result<Standing>>
  /** Who asks for this command; refused where its person has to prove first who they are. Inside a write. */
  readonly allow: (workplaceId: string, token: string, name: CommandName | null) => Result<Standing>
  /** It was done: whoever did it is at work. Inside a write. */
  readonly did: (token: string) => void
  readonly setPin: (personId: string, pin: string) => Promise<void>
  /** Signs a person out everywhere. */
  readonly endAll: (personId: string) => Promise<void>
}

/** Ended ones are kept so long for whoever looks into something. */
const forgetAfter: Ms = 24 * hour

export const openSignIn = (
  store: Store,
  journal: Journal,
  { now, since, hasPassed }: Pick<CentreClock, 'now' | 'since' | 'hasPassed'>,
  practice: boolean,
  limits: DeskLimits,
  log: Log,
): SignIn => {
  const { accounts } = store
  const pins = openPins(store, journal, now, practice, log)
  const said = (kind: 'session.signedIn' | 'session.signedOut', personId: string, workplaceId: string) =>
    journal.append([{ kind, caseId: null, payload: { personId, workplaceId } }], {
      by: { kind: 'person', id: personId },
      at: { ms: now(), source: 'centre', uncertaintyMs: 0 },
      receivedAt: now(),
      causedBy: null,
    })

  const held = (workplaceId: string, token: string): Result<Session> => {
    const found = accounts.session(sha256(token))
    return found?.workplaceId === workplaceId && !hasPassed(found.expiresAt)
      ? ok(found)
      : refuse('notSignedIn')
  }
  const standing = (s: Session): Result<Standing> => {
    const person = store.registry.get('person', s.personId)
    const { expiresAt, endsAt, provenAt, seenAt: seen } = s
    return person ? ok({ person, expiresAt, endsAt, provenAt, seenAt: seen }) : refuse('notSignedIn')
  }
  const renewed = (s: Session): Session => ({
    ...s,
    expiresAt: Math.min(s.endsAt, now() + limits.sessionSeconds * second),
  })
  const session: SignIn['session'] = (workplaceId, token) => {
    const found = held(workplaceId, token)
    return found.ok ? standing(found.value) : found
  }

  const signIn: SignIn['signIn'] = (workplaceId, personId, pin) =>
    pins.prove({ place: workplaceId, personId, pin, counts: true }, (person) => {
      if (person.role === 'responder') return refuse('roleNotAllowed', { role: person.role })
      const token = newSecret()
      const endsAt = now() + limits.shiftSeconds * second
      const begun = renewed({ personId, workplaceId, expiresAt: endsAt, endsAt, ...provenNow(now()) })
      accounts.forget(now() - forgetAfter)
      accounts.keep(sha256(token), begun)
      said('session.signedIn', personId, workplaceId)
      const stands = standing(begun)
      return stands.ok ? ok({ token, ...stands.value }) : stands
    })

  const proveAgain: SignIn['proveAgain'] = async (workplaceId, token, pin) => {
    const before = held(workplaceId, token)
    if (!before.ok) return before
    const { personId } = before.value
    return pins.prove({ place: workplaceId, personId, pin, counts: false }, () => {
      // It may have been ended while the PIN was checked.
      const found = held(workplaceId, token)
      if (!found.ok) return found
      const proven = renewed({ ...found.value, ...provenNow(now()) })
      accounts.keep(sha256(token), proven)
      return standing(proven)
    })
  }

  return {
    signIn,
    proveAgain,
    session,
    prove: (place, personId, pin) =>
      pins.prove({ place, personId, pin, counts: true }, (person) =>
        person.role === 'responder' ? ok(person) : refuse('roleNotAllowed', { role: person.role }),
      ),
    renew: (workplaceId, token) =>
      journal.write(() => {
        const found = held(workplaceId, token)
        if (!found.ok) return found
        const longer = renewed(found.value)
        accounts.keep(sha256(token), longer)
        return standing(longer)
      }),
    allow: (workplaceId, token, name) => {
      const found = held(workplaceId, token)
      if (!found.ok) return found
      if (name !== null && needsProof.includes(name) && !isProven(found.value, limits, since))
        return refuse('proveAgain')
      return standing(found.value)
    },
    did: (token) => {
      const found = accounts.session(sha256(token))
      if (found) accounts.keep(sha256(token), { ...found, ...seenAt(found, limits, now(), since) })
    },
    signOut: (workplaceId, token) =>
      journal.write(() => {
        const found = accounts.session(sha256(token))
        if (!found || found.workplaceId !== workplaceId) return
        accounts.end(sha256(token))
        said('session.signedOut', found.personId, workplaceId)
      }),
    setPin: pins.set,
    endAll: (personId) => journal.write(() => accounts.endAllOf(personId)),
  }
}
