import { rawText } from '../../src-domain/wire/raw.ts'
import type { Log } from './log.ts'
import { rawKept } from './store/quarantine.ts'
import type { Store } from './store/store.ts'
import { isStoreFault } from './store/trouble.ts'

type UnreadShown = { readonly count: number; readonly latest: string | null }

/** What could not be understood: kept, counted, and shown; and the views that broke over it. */
export const openUnread = (store: Store, now: () => number, log: Log) => {
  let brokenViews = 0
  const newest = (): UnreadShown => ({
    count: store.quarantine.count() + brokenViews,
    latest: store.quarantine.newest(1).map((u) => `${u.where}: ${u.why}`.slice(0, 300))[0] ?? null,
  })
  let shown = newest()
  const look = (): void => {
    shown = newest()
  }
  store.reading.onTold(look)
  return {
    shown: () => shown,
    quarantine: (where: string, why: string, raw: unknown): void => {
      store.quarantine.add({ at: now(), where, why, raw: rawText(raw, rawKept) })
      look()
      log('unreadable', { where })
    },
    /**
     * A view that breaks is counted like anything else that could not be understood, and the next one goes on.
     * A disk that breaks is another matter: the process ends, and begins anew with what the disk still gives.
     */
    safely: (view: string, work: () => void): void => {
      try {
        work()
      } catch (error) {
        if (isStoreFault(error)) throw error
        log('viewFailed', {
          view,
          why: error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim()}` : '',
        })
        brokenViews += 1
        shown = { count: shown.count + 1, latest: `view ${view}` }
      }
    },
  }
}
