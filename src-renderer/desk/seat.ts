import type { Session } from '../../src-preload/contract/view.ts'
import { forgetAsks } from '../feed/commands.ts'
import { useFeed } from '../feed/store.ts'
import { clearDesk } from './desk.ts'

const personOf = (session: Session): string | null =>
  session.state === 'signedOut' ? null : session.person.id

/**
 * A desk is what one person has on it: behind a lock it stays as it is and nothing on it can be moved; somebody else
 * finds it empty. Called before anything is drawn, so that nobody sees a moment of another's.
 */
export const followSeat = (): (() => void) => {
  // Whoever is told first was here before this page was loaded: what it came back to is theirs.
  let person: string | null | undefined
  return useFeed.subscribe(({ session }, { session: old }) => {
    if (session === old) return
    const now = personOf(session)
    const last = person
    person = now
    if (last === undefined || now === last) return
    clearDesk()
    useFeed.setState({ openCase: null })
    forgetAsks()
  })
}
