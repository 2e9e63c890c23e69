import type { Clocks } from '../../src-domain/clocks.ts'
import type { Health } from '../../src-preload/contract/view.ts'
import type { Log } from './log.ts'
import { asides } from './store/aside.ts'
import { type DiskFound, type Opened, openStore } from './store/opening.ts'
import { isStoreFault, troubleOf } from './store/trouble.ts'

export type KeepingOptions = {
  readonly profile: string
  readonly storeKey: string
  /** How the disk left the process before this one. */
  readonly disk: { readonly found: DiskFound; readonly restMs: number }
  /** Whether the store's key was made in this start, and whether it is kept by now. */
  readonly key: { readonly made: boolean; readonly kept: boolean; readonly locked?: true | undefined }
  readonly clocks: Clocks
  readonly log: Log
  /** This process is to end, and another to begin with what the disk then gives. */
  readonly beginAgain: () => void
}

/** Opens the replica and watches over its disk: what is kept where, what was set aside, and the way back from memory. */
export const openKeeping = (options: KeepingOptions) => {
  const { profile, storeKey, clocks, log } = options
  let isKeyKept = options.key.kept
  const opened: Opened = openStore(profile, storeKey, {
    // What is written with a key that is not kept, nobody can read again.
    disk: isKeyKept ? options.disk.found : 'failed',
    newKey: options.key.made,
    now: clocks.wall(),
  })
  const { store, trouble, aside, carried } = opened
  if (aside !== null) log('setAside', { why: aside.why })
  if (carried !== null) {
    const { commands, openAlarms, failed } = carried
    log('carried', { commands, openAlarms, failed: failed.join(' ') })
  }
  const since = clocks.mono()
  const [newest, ...older] = asides(profile)

  /** Out of memory, back to the disk: the process that begins then finds there what this one knew. */
  const tryDisk = (): void => {
    if (!isKeyKept || clocks.mono() - since < options.disk.restMs) return
    try {
      if (!opened.returnToDisk()) return
    } catch (error) {
      // Still away; the window says so, and it is asked again.
      if (troubleOf(error) !== null || isStoreFault(error)) return
      throw error
    }
    log('diskBack')
    options.beginAgain()
  }

  return {
    store,
    trouble,
    health: (): Pick<Health, 'keeping' | 'diskTrouble' | 'setAside'> => ({
      keeping: store.keeping,
      diskTrouble: trouble,
      setAside: newest === undefined ? null : { ...newest, others: older.length },
    }),
    /** To be called every few seconds; throws where what is written now is kept nowhere. */
    look: (): void => (store.keeping === 'disk' ? opened.requireFile() : tryDisk()),
    /** The key is kept now; another one than ours where the one that lay there could be read after all. */
    keyKept: (key: string): void => {
      isKeyKept = true
      if (key !== storeKey) options.beginAgain()
    },
  }
}
