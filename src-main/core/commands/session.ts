import { z } from 'zod'
import { deskActions } from '../../../src-domain/alarm/actions.ts'
import { registryTables } from '../../../src-domain/registry/rows.ts'
import { ok, type Result, refuse } from '../../../src-domain/result.ts'
import type { Session } from '../../../src-preload/contract/view.ts'
import { sha256 } from '../crypto.ts'
import type { Who } from '../feed/desk.ts'
import type { Link } from '../link/link.ts'
import type { ReplicaStore } from '../store/replica.ts'

/** Remembered beside the replica, bound to the token that shell keeps: who it was, until the centre is back. */
const kept = z.object({ token: z.string(), person: registryTables.person, expiresAt: z.int() })
const keptName = 'session'

/** Who is signed in here. The centre says so; while it is away, its last word counts until it runs out. */
export const openSession = (
  link: () => Link,
  store: ReplicaStore,
  now: () => number,
  saved: string | null,
  changed: (token: string | null) => void,
) => {
  let token: string | null = saved
  let who: Who | null = null

  const known = kept.safeParse(store.kept(keptName))
  if (saved !== null && known.success && known.data.token === sha256(saved)) {
    const { person, expiresAt } = known.data
    who = { personId: person.id, role: person.role, person, expiresAt }
  }

  const become = (next: { token: string; person: Who['person']; expiresAt: number } | null) => {
    token = next?.token ?? null
    who = next && {
      personId: next.person.id,
      role: next.person.role,
      person: next.person,
      expiresAt: next.expiresAt,
    }
    store.keep(
      keptName,
      next && { token: sha256(next.token), person: next.person, expiresAt: next.expiresAt },
    )
    changed(token)
  }
  const present = (): Who | null => (who !== null && who.expiresAt > now() ? who : null)

  return {
    who: present,
    token: () => (present() === null ? null : token),
    view: (): Session => {
      const w = present()
      return w === null
        ? { state: 'signedOut' }
        : {
            state: 'signedIn',
            person: { id: w.personId, name: w.person.name, initials: w.person.initials, role: w.role },
            expiresAt: w.expiresAt,
            actions: deskActions(w),
          }
    },
    /** After each connect: whether the saved session still holds. */
    confirm: async (): Promise<void> => {
      if (token === null) return
      const asked = token
      const said = await link().ask('session', { token: asked })
      if (said.kind === 'lost' || token !== asked) return
      become(said.answer.ok ? { token: asked, ...said.answer.value } : null)
    },
    signIn: async (personId: string, pin: string): Promise<Result<Record<string, never>>> => {
      const said = await link().ask('signIn', { personId, pin })
      if (said.kind === 'lost') return refuse('centreAway')
      if (!said.answer.ok) return { ok: false, error: said.answer.error }
      become(said.answer.value)
      return ok({})
    },
    signOut: async (): Promise<void> => {
      const leaving = token
      become(null)
      // A centre that is away lets the session run out by itself.
      if (leaving !== null) await link().ask('signOut', { token: leaving })
    },
    expire: (): void => {
      if (who !== null && who.expiresAt <= now()) become(null)
    },
  }
}
export type SessionKeeper = ReturnType<typeof openSession>
