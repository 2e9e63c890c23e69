import { useEffect, useState } from 'react'
import type { Refusal } from '../../src-domain/result.ts'
import type { CallAnswer } from '../../src-preload/contract/contract.ts'
import { call } from './bridge.ts'
import { share } from './delta.ts'
import { useCore, useCoreRestarts } from './hooks.ts'
import { useFeed } from './store.ts'

/** Tells core that this window shows the workbench, as long as it does; why core does not show it, or null. */
export const useBenchOpen = (): Refusal | null => {
  const [refused, setRefused] = useState<Refusal | null>(null)
  const core = useCore()
  const restarts = useCoreRestarts()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a core that was started again does not know it.
  useEffect(() => {
    if (core !== 'running') return undefined
    let isCurrent = true
    call('bench', { open: true }).then(
      (answer) => {
        if (isCurrent) setRefused(answer.ok ? null : answer.error)
      },
      // Core died meanwhile: the next one is told.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [core, restarts])
  useEffect(
    () => () => {
      call('bench', { open: false }).catch(() => undefined)
      useFeed.setState({ bench: null })
    },
    [],
  )
  return refused
}

type Known = Extract<CallAnswer<'benchHistory'>, { ok: true }>['value']
export type UnitHistory =
  | { readonly kind: 'none' | 'loading' | 'failed' }
  | { readonly kind: 'known'; readonly tests: Known['tests']; readonly stock: Known['stock'] }

/**
 * All that was done with a unit; asked anew whenever `stamp` changes, with what was known standing until then. None for a
 * unit that has not said its serial.
 */
export const useUnitHistory = (serial: string | null, stamp: string): UnitHistory => {
  const [known, setKnown] = useState<{ readonly of: string | null; readonly history: UnitHistory }>(nothing)
  const core = useCore()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these makes the last answer an old one.
  useEffect(() => {
    if (serial === null) return undefined
    let isCurrent = true
    const take = (history: UnitHistory): void => {
      if (isCurrent) setKnown((before) => share(before, { of: serial, history }))
    }
    call('benchHistory', { serial }).then(
      (answer) => take(answer.ok ? { kind: 'known', ...answer.value } : { kind: 'failed' }),
      () => take({ kind: 'failed' }),
    )
    return () => {
      isCurrent = false
    }
  }, [serial, stamp, core])
  if (serial === null) return none
  return known.of === serial ? known.history : loading
}
const none: UnitHistory = { kind: 'none' }
const loading: UnitHistory = { kind: 'loading' }
const nothing = { of: null, history: none }
