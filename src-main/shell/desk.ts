import type { CoreConfig } from '../core/messages.ts'
import type { RecordCrash } from './crash/first.ts'
import { keyLater, sessionLater } from './keeping/later.ts'
import { openSessionKeeper, type SessionKeeper } from './keeping/secrets.ts'
import { openStoreKey, type StoreKey } from './keeping/storeKey.ts'
import { startCentre } from './processes/centre.ts'
import type { Plan } from './start/plan.ts'
import { type Mode, makeFolders, markLive, type Profile } from './start/profile.ts'
import { writableFolder } from './start/writable.ts'
import type { Unlocking } from './unlocking.ts'

export type Start = Extract<Plan, { kind: 'practice' | 'practiceElsewhere' | 'live' }>

/** What core is started with, and what goes along with it. */
export type Desk = {
  readonly config: Omit<CoreConfig, 'graphics' | 'storeKey'>
  readonly key: StoreKey
  readonly session: SessionKeeper
  /** The embedded centre's end, where there is one. */
  readonly stop: () => Promise<void>
}

type Named = Pick<CoreConfig, 'url' | 'workplaceId' | 'secret' | 'trust'>

export const modeOf = (plan: Start): Mode => (plan.kind === 'live' ? 'live' : 'practice')

/** Folders, keys and, in practice, the centre itself: all that must stand before core can start; or why it cannot. */
export const prepareDesk = async (
  plan: Start,
  profile: Profile,
  opening: Promise<Unlocking>,
  centreEntry: string,
  recordCrash: RecordCrash,
): Promise<Desk | string> => {
  const mode = modeOf(plan)
  const { store, secrets, centre } = profile.of(mode)
  const warn = (what: string): void => recordCrash('main', what)
  // A disk that takes nothing must not stop a desk from ringing: what is needed is tried again where it is needed.
  const attempt = (what: string, work: () => void): void => {
    try {
      work()
    } catch (error) {
      recordCrash('main', what, error)
    }
  }
  attempt('the folders of the profile cannot be made', () => makeFolders(profile, mode))
  if (mode === 'live') attempt('the mark of a live desk cannot be kept', () => markLive(profile))
  const unlocking = await opening
  const keyOpened = unlocking.opened.then((vault) => openStoreKey(vault, secrets, warn))
  const sessionOpened = unlocking.opened.then((vault) => openSessionKeeper(vault, secrets, warn))
  // Nobody waits for a passphrase: what is pressed meanwhile rings.
  const isOpen = unlocking.state().state === 'open'
  const [key, session] = isOpen
    ? await Promise.all([keyOpened, sessionOpened])
    : [keyLater(sessionOpened.then(() => keyOpened)), sessionLater(sessionOpened)]
  const desk = (named: Named, stop: Desk['stop']): Desk => ({
    config: { ...named, profile: store, practice: mode === 'practice' },
    key,
    session,
    stop: () => {
      key.close()
      return stop()
    },
  })
  if (plan.kind !== 'practice') return desk(plan.configuration, () => Promise.resolve())

  const embedded = startCentre({
    entry: centreEntry,
    // Made-up people may lie anywhere; what a live desk keeps stays where it belongs.
    folder: writableFolder(centre, warn),
    asked: plan.asked,
    onDeath: (death) => recordCrash('centre', 'startedAgain', undefined, death),
    onUnreadable: (what) => recordCrash('main', `unreadable ${what}`),
  })
  const found = await embedded.found
  if (found.ok) return desk(found, embedded.stop)
  await embedded.stop()
  return `The practice centre did not start: ${found.why}`
}
