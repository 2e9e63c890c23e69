import type { Ms } from '../time.ts'

/**
 * Since when nothing that was asked over one connection has been answered. Any answer says that the way there and back
 * still carries, so that one question that takes long, or that the other end forgot, breaks nothing.
 */
export const unanswered = (now: () => Ms) => {
  let open = 0
  let since: Ms | null = null
  return {
    asked: (): void => {
      open += 1
      since ??= now()
    },
    answered: (): void => {
      open = Math.max(0, open - 1)
      since = open === 0 ? null : now()
    },
    /** Nobody waits for that answer any more; that it never came still counts. */
    givenUp: (): void => {
      open = Math.max(0, open - 1)
    },
    /** Another connection: what was asked over the last one is not answered over this one. */
    anew: (): void => {
      open = 0
      since = null
    },
    /** How long, ms; 0 where nothing is open or an answer just came. */
    lasts: (): Ms => (since === null ? 0 : now() - since),
  }
}
