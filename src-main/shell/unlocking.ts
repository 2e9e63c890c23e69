import { existsSync, renameSync } from 'node:fs'
import { type CallAnswer, type Heard, shortestPassphrase } from '../../src-preload/contract/contract.ts'
import { systemVault } from './keeping/keyring.ts'
import { beginPassphrase, changePassphrase, openPassphrase } from './keeping/passphrase.ts'
import { beganWith } from './keeping/secrets.ts'
import { chooseVault, type Vault } from './keeping/vault.ts'
import { type Mode, makeFolders, type Profile } from './start/profile.ts'

type Said = CallAnswer<'passphrase'>
type UnlockingWanted = {
  readonly profile: Profile
  readonly mode: Mode
  /** Somebody wants a passphrase though the machine would do without. */
  readonly asked: boolean
  /** The windows hear how it stands. */
  readonly say: (state: Heard['vault']) => void
  readonly warn: (what: string, error?: unknown) => void
}

/** From the third wrong one on, twice as long each time (ours). */
const freeTries = 2
const longestWait = 30

/**
 * Who opens what this profile has kept. A keyring does so by itself; a passphrase is asked for in the window, and
 * alarms ring from memory until it is given. What is lost is never replaced silently.
 */
export const openUnlocking = async ({ profile, mode, asked, say, warn }: UnlockingWanted) => {
  const { secrets, store } = profile.of(mode)
  const opened = Promise.withResolvers<Vault>()
  let state: Heard['vault'] = { state: 'asked', kind: null }
  let vault: Vault | null = null
  let failures = 0
  let notBefore = 0

  const become = (next: Heard['vault']): void => {
    state = next
    say(next)
  }
  const give = (found: Vault): void => {
    vault = found
    become({ state: 'open', kind: found.kind })
    opened.resolve(found)
  }
  const choose = async (): Promise<void> => {
    const choice = chooseVault(mode, await systemVault(), beganWith(secrets, 'store-key'), asked)
    if ('vault' in choice) give(choice.vault)
    else become({ state: choice.ask, kind: null })
  }
  const tried = (): Said => {
    failures += 1
    const wait = failures <= freeTries ? 0 : Math.min(longestWait, 2 ** (failures - freeTries))
    notBefore = performance.now() + wait * 1_000
    return { outcome: 'wrong', retryAfterSeconds: wait }
  }
  const left = (): number => Math.max(0, Math.ceil((notBefore - performance.now()) / 1_000))
  let turn: Promise<unknown> = Promise.resolve()
  /** One at a time: each takes a lot of memory, and tries side by side would not be slowed. */
  const inTurn = (work: () => Promise<Said>): Promise<Said> => {
    const mine = turn.then(() =>
      left() > 0 ? { outcome: 'wrong' as const, retryAfterSeconds: left() } : work(),
    )
    turn = mine.catch(() => undefined)
    return mine.catch((error: unknown) => {
      warn('passphrase', error)
      return { outcome: 'failed', retryAfterSeconds: 0 }
    })
  }

  await choose()
  return {
    state: (): Heard['vault'] => state,
    opened: opened.promise,
    passphrase: (words: string): Promise<Said> =>
      inTurn(async () => {
        if (vault !== null) return done
        if (state.state === 'begin') {
          if (words.length < shortestPassphrase) return tooShort
          makeFolders(profile, mode)
          give(await beginPassphrase(secrets, words))
          return done
        }
        const found = await openPassphrase(secrets, words)
        if (found === null) return tried()
        give(found)
        return done
      }),
    change: (old: string, fresh: string): Promise<Said> =>
      inTurn(async () => {
        if (fresh.length < shortestPassphrase) return tooShort
        return (await changePassphrase(secrets, old, fresh)) ? done : tried()
      }),
    /** A keyring that did not answer: once more, or without what it holds the key to. */
    keyring: async (what: 'tryAgain' | 'beginAnew'): Promise<void> => {
      if (state.state !== 'keyringAway') return
      if (what === 'beginAnew') {
        const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
        for (const folder of [secrets, store])
          if (existsSync(folder)) renameSync(folder, `${folder}.set-aside-${stamp}`)
      }
      await choose()
    },
  }
}
export type Unlocking = Awaited<ReturnType<typeof openUnlocking>>

const done: Said = { outcome: 'done', retryAfterSeconds: 0 }
const tooShort: Said = { outcome: 'tooShort', retryAfterSeconds: 0 }
