import type { CoreConfig } from '../core/messages.ts'
import type { RecordCrash } from './crash/first.ts'
import { beganWith, openSessionKeeper } from './keeping/secrets.ts'
import { openStoreKey, type StoreKey } from './keeping/storeKey.ts'
import { chooseVault, systemVault } from './keeping/vault.ts'
import { startCentre } from './processes/centre.ts'
import type { Plan } from './start/plan.ts'
import { makeFolders, markLive, type Profile } from './start/profile.ts'
import { writableFolder } from './start/writable.ts'

export type Start = Extract<Plan, { kind: 'practice' | 'practiceElsewhere' | 'live' }>

/** What core is started with, and what goes along with it. */
export type Desk = {
  readonly config: Omit<CoreConfig, 'graphics' | 'storeKey'>
  readonly key: StoreKey
  readonly session: Awaited<ReturnType<typeof openSessionKeeper>>
  /** The embedded centre's end, where there is one. */
  readonly stop: () => Promise<void>
}

type Named = Pick<CoreConfig, 'url' | 'workplaceId' | 'secret' | 'trust'>

/** Folders, keys and, in practice, the centre itself: all that must stand before core can start; or why it cannot. */
export const prepareDesk = async (
  plan: Start,
  profile: Profile,
  centreEntry: string,
  recordCrash: RecordCrash,
): Promise<Desk | string> => {
  const mode = plan.kind === 'live' ? 'live' : 'practice'
  const { store, secrets, centre } = profile.of(mode)
  const vault = chooseVault(mode, await systemVault(), beganWith(secrets, 'store-key'))
  if (typeof vault === 'string') return vault
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
  const [key, session] = await Promise.all([
    openStoreKey(vault, secrets, warn),
    openSessionKeeper(vault, secrets, warn),
  ])
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
