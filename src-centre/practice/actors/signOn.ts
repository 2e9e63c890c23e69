import type { Instant } from '../../../src-domain/time.ts'
import type { Account } from '../people/staff.ts'
import { type Line, wasDone } from './line.ts'

/** Who has the shared phone: told to the centre as soon as there is a line, and again until it was done. */
export type SignOn = {
  /** Null: put back in its rack. */
  readonly take: (account: Account | null) => void
  readonly say: () => Promise<void>
  readonly isSettled: () => boolean
}

export const makeSignOn = (line: Pick<Line, 'isUp' | 'ask'>, instant: () => Instant): SignOn => {
  let wanted: { readonly account: Account | null; readonly at: Instant } | null = null
  let saying = false
  const say = async (): Promise<void> => {
    if (saying) return
    saying = true
    while (wanted && line.isUp()) {
      const { account, at } = wanted
      const answer = account
        ? await line.ask('signOn', { ...account, at })
        : await line.ask('signOff', { at })
      if (!wasDone(answer)) break
      if (wanted.account === account) wanted = null
    }
    saying = false
  }
  return {
    take: (account) => {
      wanted = { account, at: instant() }
      void say()
    },
    say,
    isSettled: () => wanted === null,
  }
}
