import { randomBytes } from 'node:crypto'
import type { SessionKeeper } from './secrets.ts'
import type { StoreKey } from './storeKey.ts'

/**
 * The key and the session of a profile that has yet to be opened. Until then the desk rings with a key of its own that
 * is kept nowhere, so nothing is written with it, and nobody is signed in.
 */
export const keyLater = (opened: Promise<StoreKey>): StoreKey => {
  const passing = randomBytes(32).toString('hex')
  let real: StoreKey | null = null
  let told: (key: string) => void = () => undefined
  let isClosed = false
  void opened.then((key) => {
    if (isClosed) return key.close()
    real = key
    // Whoever listens may come later.
    key.onKept((kept) => told(kept))
    told(key.now())
  })
  return {
    now: () => real?.now() ?? passing,
    standing: () => real?.standing() ?? { made: true, kept: false, locked: true },
    onKept: (listener) => {
      told = listener
      if (real !== null) told(real.now())
    },
    close: () => {
      isClosed = true
      real?.close()
    },
  }
}

export const sessionLater = (opened: Promise<SessionKeeper>): SessionKeeper => {
  let real: SessionKeeper | null = null
  void opened.then((session) => {
    real = session
  })
  return {
    now: () => real?.now() ?? null,
    keep: (session) => real?.keep(session),
    settled: () => real?.settled() ?? Promise.resolve(),
  }
}
