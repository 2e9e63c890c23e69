import { useMemo } from 'react'
import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { CommandArgs, CommandName } from '../../src-domain/command/command.ts'
import type { Refusal } from '../../src-domain/result.ts'
import { call } from './bridge.ts'
import { serverNow } from './clock.ts'
import { useFeed } from './store.ts'

/**
 * What was asked for here and what became of it. The screen says "sending…", then the result, which comes
 * with the views like everybody else's; only a refusal or an unknown outcome stays, until it is dismissed.
 */
export type Ask = {
  readonly key: string
  readonly name: CommandName
  /** Null for what hangs on no case, such as blocking a phone. */
  readonly caseId: string | null
  /** What it is about within the case, or without one: a unit, a grant, a press, a handset. */
  readonly subject: string | null
  /** Null until core has taken it. */
  readonly commandId: string | null
  /** Refused before it was sent. */
  readonly refused: Refusal | null
}

export type AskState =
  | { readonly kind: 'sending' }
  | { readonly kind: 'waiting' }
  /** With what it led to in the journal. */
  | { readonly kind: 'done'; readonly entryIds: readonly string[] }
  | { readonly kind: 'refused'; readonly error: Refusal }
  | { readonly kind: 'unknown' }

const useAsks = create<{ readonly asks: readonly Ask[] }>()(() => ({ asks: [] }))
let counter = 0

const caseOf = (args: object): string | null =>
  'caseId' in args && typeof args.caseId === 'string' ? args.caseId : null

/** Sends a command; the promise tells only whether core took it. */
export const ask = async <N extends CommandName>(
  name: N,
  args: CommandArgs<N>,
  subject: string | null = null,
): Promise<boolean> => {
  counter += 1
  const key = `${name}:${counter}`
  const caseId = caseOf(args)
  const begun: Ask = { key, name, caseId, subject, commandId: null, refused: null }
  // A new try takes the place of what was said about the last one.
  useAsks.setState(({ asks }) => ({
    asks: [...asks.filter((a) => !(a.name === name && a.caseId === caseId && a.subject === subject)), begun],
  }))
  const answer = await call('command', { name, args, askedAt: serverNow() })
  useAsks.setState(({ asks }) => ({
    asks: asks.map((a) => {
      if (a.key !== key) return a
      return answer.ok ? { ...a, commandId: answer.value.commandId } : { ...a, refused: answer.error }
    }),
  }))
  return answer.ok
}

/** Whoever sits down next asked for none of it. */
export const forgetAsks = (): void => {
  useAsks.setState({ asks: [] })
  useFeed.setState({ commands: new Map() })
}

export const dismissAsk = (key: string): void =>
  useAsks.setState(({ asks }) => ({ asks: asks.filter((a) => a.key !== key) }))

const stateOf = (a: Ask, commands: ReturnType<typeof useFeed.getState>['commands']): AskState => {
  if (a.refused) return { kind: 'refused', error: a.refused }
  const state = a.commandId === null ? undefined : commands.get(a.commandId)
  if (!state) return { kind: 'sending' }
  switch (state.state) {
    case 'sending':
      return { kind: 'sending' }
    case 'waiting':
      return { kind: 'waiting' }
    case 'done':
      return { kind: 'done', entryIds: state.entryIds }
    case 'unknown':
      return { kind: 'unknown' }
    case 'refused':
      return { kind: 'refused', error: state.error ?? { code: 'unreadable', detail: {} } }
    default:
      return state.state satisfies never
  }
}

const useLatest = (name: CommandName, caseId: string | null, subject: string | null): Ask | undefined =>
  useAsks(({ asks }) => asks.findLast((a) => a.name === name && a.caseId === caseId && a.subject === subject))

/** What became of the newest of this that was asked for here; null for none. */
export const useAsked = (
  name: CommandName,
  caseId: string | null,
  subject: string | null = null,
): AskState | null => {
  const latest = useLatest(name, caseId, subject)
  const commands = useFeed((feed) => feed.commands)
  return useMemo(() => (latest ? stateOf(latest, commands) : null), [latest, commands])
}

/** Whether this is on its way just now; null for no. */
export const useUnderway = (
  name: CommandName,
  caseId: string | null,
  subject: string | null = null,
): 'sending' | 'waiting' | null => {
  const latest = useLatest(name, caseId, subject)
  const kind = useFeed((feed) => (latest ? stateOf(latest, feed.commands).kind : null))
  return kind === 'sending' || kind === 'waiting' ? kind : null
}

export type Trouble = {
  readonly ask: Ask
  readonly state: Extract<AskState, { kind: 'refused' | 'unknown' }>
}

/** Refusals and unknown outcomes that nobody has dismissed yet. */
export const useTroubles = (): readonly Trouble[] => {
  const asks = useAsks(useShallow((all) => all.asks))
  const commands = useFeed((feed) => feed.commands)
  return useMemo(
    () =>
      asks.flatMap((a) => {
        const state = stateOf(a, commands)
        return state.kind === 'refused' || state.kind === 'unknown' ? [{ ask: a, state }] : []
      }),
    [asks, commands],
  )
}
