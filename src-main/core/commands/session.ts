import { z } from 'zod'
import { deskActions } from '../../../src-domain/alarm/actions.ts'
import type { DeskLimits } from '../../../src-domain/desk/limits.ts'
import { lockedAtMost, renewEvery } from '../../../src-domain/desk/limits.ts'
import { proofUntil, seenAt } from '../../../src-domain/desk/proof.ts'
import { registryTables } from '../../../src-domain/registry/rows.ts'
import { ok, type Result, refuse } from '../../../src-domain/result.ts'
import { type Ms, ms, second } from '../../../src-domain/time.ts'
import type { AskAnswer } from '../../../src-domain/wire/protocol.ts'
import { type LockReason, lockReason, type Session } from '../../../src-preload/contract/view.ts'
import { sha256 } from '../crypto.ts'
import type { Who } from '../feed/desk.ts'
import type { Link } from '../link/link.ts'
import type { KeptSession } from '../messages.ts'
import type { ReplicaStore } from '../store/replica.ts'
import type { Verifier } from './verifier.ts'

const standing = z.object({
  person: registryTables.person,
  expiresAt: ms,
  endsAt: ms,
  provenAt: ms,
  seenAt: ms,
})
type Standing = z.infer<typeof standing>
/** Remembered beside the replica, bound to the token that shell keeps: who it was, until the centre is back. */
const kept = z.object({ token: z.string(), standing, lock: lockReason.nullable() })
const keptName = 'session'

/** Who sits here. The token is null when the centre has ended the session and its person has yet to prove who it is. */
type Seat = {
  readonly token: string | null
  readonly standing: Standing
  /** `graced`: it was locked while somebody was here, who may just have turned round. */
  readonly lock: { readonly why: LockReason; readonly at: Ms; readonly graced: boolean } | null
}

export type SessionPorts = {
  readonly link: () => Link
  readonly store: ReplicaStore
  /** The centre's clock. */
  readonly now: () => Ms
  /** How long ago something was, by the centre's time of it. */
  readonly age: (at: Ms) => Ms
  /** A clock that only runs forwards. */
  readonly steady: () => Ms
  readonly limits: () => DeskLimits
  readonly verifier: Verifier
  /** What shell kept. */
  readonly saved: KeptSession | null
  /** `sight`: who may see what is another matter now; `kept`: shell is to keep this. */
  readonly changed: (what: { readonly sight: boolean; readonly kept?: KeptSession | null }) => void
}

/**
 * Who is signed in here, and whether the screen is locked. The centre says so; while it is away, its last word counts
 * to the end of the shift. Behind a lock nobody is signed in as far as any view can tell, and the seat is kept.
 */
export const openSession = (ports: SessionPorts) => {
  const { link, store, now, steady, limits, verifier } = ports
  let seat: Seat | null = restored(store, ports.saved, now(), steady())
  /** Signed out here while the centre was away: it is told when it is back. */
  const leaving = new Set<string>()
  /** The replica that knew whose it was is lost: the centre knows. */
  let orphan = seat === null ? ports.saved : null
  let renewedAt = steady()

  const become = (next: Seat | null) => {
    const before = seat
    if (next === null || next.standing.person.id !== before?.standing.person.id) verifier.forget()
    seat = next
    const token = next?.token ?? null
    const sight =
      (before?.lock ?? null) !== (next?.lock ?? null) ||
      JSON.stringify(before?.standing.person) !== JSON.stringify(next?.standing.person)
    // What moves with every command is not worth a write: the centre knows it, and tells it after a start.
    if (sight || token !== before?.token || next?.standing.endsAt !== before?.standing.endsAt)
      store.keep(
        keptName,
        next && token !== null
          ? { token: sha256(token), standing: next.standing, lock: next.lock?.why ?? null }
          : null,
      )
    const isSame = token === (before?.token ?? null) && !before?.lock === !next?.lock
    const kept = token === null ? null : { token, locked: next?.lock != null }
    ports.changed({ sight, ...(isSame ? {} : { kept }) })
  }
  const open = (): Seat | null =>
    seat !== null && seat.lock === null && seat.standing.endsAt > now() ? seat : null
  const who = (): Who | null => {
    const s = open()
    return s && { personId: s.standing.person.id, role: s.standing.person.role, person: s.standing.person }
  }
  const canUnlock = () => isConnected() || (seat?.token != null && verifier.knows(seat.standing.person.id))
  const isConnected = () => link().state().kind === 'connected'
  const tellLeaving = async (): Promise<void> => {
    for (const token of leaving) {
      const said = await link().ask('signOut', { token })
      if (said.kind !== 'lost') leaving.delete(token)
    }
  }
  const leave = (token: string | null) => {
    if (token === null) return
    leaving.add(token)
    void tellLeaving()
  }
  const lock = (why: LockReason): void => {
    if (seat === null || seat.lock !== null) return
    become({ ...seat, lock: { why, at: steady(), graced: true } })
  }
  /** The centre says that it is over: whoever sits here is asked for the PIN, and finds everything as it was. */
  const ended = (): void => {
    if (seat === null) return
    become({ ...seat, token: null, lock: { why: 'ended', at: seat.lock?.at ?? steady(), graced: false } })
  }
  const heard = (token: string, answer: AskAnswer<'session'>): void => {
    if (seat?.token !== token) return
    renewedAt = steady()
    if (!answer.ok) ended()
    else if (JSON.stringify(answer.value) !== JSON.stringify(seat.standing))
      become({ ...seat, standing: answer.value })
  }

  const signIn = async (personId: string, pin: string): Promise<Result<Record<string, never>>> => {
    const said = await link().ask('signIn', { personId, pin })
    if (said.kind === 'lost') return refuse('centreAway')
    if (!said.answer.ok) return { ok: false, error: said.answer.error }
    const { token, ...fresh } = said.answer.value
    const before = seat?.token ?? null
    become({ token, standing: fresh, lock: null })
    renewedAt = steady()
    verifier.learn(personId, pin)
    // Whoever was here before, locked or not, is signed out: two do not share a desk.
    leave(before)
    return ok({})
  }
  const prove = async (pin: string): Promise<Result<Record<string, never>> | null> => {
    const asked = seat
    if (asked === null) return refuse('notSignedIn')
    const personId = asked.standing.person.id
    if (asked.token === null) return signIn(personId, pin)
    const said = await link().ask('prove', { token: asked.token, pin })
    if (said.kind === 'lost') return null
    if (seat?.token !== asked.token) return refuse('notSignedIn')
    if (!said.answer.ok)
      return said.answer.error.code === 'notSignedIn'
        ? signIn(personId, pin)
        : { ok: false, error: said.answer.error }
    renewedAt = steady()
    become({ ...asked, standing: said.answer.value, lock: null })
    verifier.learn(personId, pin)
    return ok({})
  }

  return {
    who,
    /** Of somebody who sees and acts. */
    token: () => open()?.token ?? null,
    /** For what was asked for before the screen was locked. */
    sender: () =>
      seat?.token == null
        ? null
        : { token: seat.token, personId: seat.standing.person.id, role: seat.standing.person.role },
    /** Somebody is here to see and hear, or has just turned round. */
    attended: (): boolean => {
      if (open() !== null) return true
      const left = seat?.lock
      return left?.graced === true && steady() - left.at < limits().attendedAfterLockSeconds * second
    },
    view: (locksAt: Ms | null): Session => {
      if (seat === null) return { state: 'signedOut' }
      const { person, endsAt } = seat.standing
      const shown = { id: person.id, name: person.name, initials: person.initials, role: person.role }
      const w = who()
      if (w === null)
        return { state: 'locked', person: shown, why: seat.lock?.why ?? 'ended', canUnlock: canUnlock() }
      return {
        state: 'signedIn',
        person: shown,
        expiresAt: endsAt,
        actions: deskActions(w),
        provenUntil: proofUntil(seat.standing, limits()),
        locksAt,
      }
    },
    lock,
    /** Whether whoever locks it now gets in again. */
    canUnlock,
    /** By the centre; while it is away, by what it took before. */
    unlock: async (pin: string): Promise<Result<Record<string, never>>> => {
      if (seat === null) return refuse('notSignedIn')
      if (isConnected()) {
        const proved = await prove(pin)
        if (proved !== null) return proved
      }
      const asked = seat
      // One that the centre has ended only the centre begins anew.
      if (asked.token === null) return refuse('centreAway')
      const here = await verifier.check(asked.standing.person.id, pin)
      if (here === null) return refuse('centreAway')
      if (here.ok && seat === asked) become({ ...asked, lock: null })
      return here
    },
    prove: async (pin: string): Promise<Result<Record<string, never>>> =>
      open() === null ? refuse('notSignedIn') : ((await prove(pin)) ?? refuse('centreAway')),
    /** A command of this session was done: the centre counts it as a sign of life, and so is it counted here. */
    did: (): void => {
      const s = open()
      if (s) become({ ...s, standing: { ...s.standing, ...seenAt(s.standing, limits(), now(), ports.age) } })
    },
    /** After each connect: whether the saved session still holds. */
    confirm: async (): Promise<void> => {
      void tellLeaving()
      const lost = orphan
      if (seat === null && lost !== null) {
        const said = await link().ask('session', { token: lost.token, renew: !lost.locked })
        if (said.kind === 'lost' || seat !== null) return
        orphan = null
        if (!said.answer.ok) return
        const lockedBefore = lost.locked ? ({ why: 'ended', at: steady(), graced: false } as const) : null
        become({ token: lost.token, standing: said.answer.value, lock: lockedBefore })
        return
      }
      const token = seat?.token ?? null
      if (token === null) return
      const said = await link().ask('session', { token, renew: open() !== null })
      if (said.kind !== 'lost') heard(token, said.answer)
    },
    signIn,
    signOut: async (): Promise<void> => {
      const token = seat?.token ?? null
      become(null)
      leave(token)
    },
    /** Once a second: an attended desk renews, one that was left for half a day is signed out, a shift ends. */
    tick: (): void => {
      if (seat === null) return
      if (seat.lock !== null && steady() - seat.lock.at > lockedAtMost) {
        const { token } = seat
        become(null)
        leave(token)
        return
      }
      if (seat.lock === null && seat.standing.endsAt <= now()) ended()
      const token = open()?.token ?? null
      if (token === null || !isConnected() || steady() - renewedAt < renewEvery) return
      renewedAt = steady()
      void link()
        .ask('session', { token, renew: true })
        .then((said) => {
          if (said.kind !== 'lost') heard(token, said.answer)
        })
    },
  }
}
export type SessionKeeper = ReturnType<typeof openSession>

/** A lock that stood when the process ended stands again, and nobody is taken to be there. */
const restored = (store: ReplicaStore, saved: KeptSession | null, now: Ms, at: Ms): Seat | null => {
  const known = kept.safeParse(store.kept(keptName))
  if (saved === null || !known.success || known.data.token !== sha256(saved.token)) return null
  const { lock, standing: stood } = known.data
  if (stood.endsAt <= now) return null
  // What was locked while nothing was being kept, shell knows alone.
  const why = lock ?? (saved.locked ? 'ended' : null)
  return { token: saved.token, standing: stood, lock: why && { why, at, graced: false } }
}
