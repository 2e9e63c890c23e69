import { create } from 'zustand'
import type { Position } from '../../src-domain/ids.ts'
import { call } from '../feed/bridge.ts'

/** What this window shows: which case is open, which dialog is asked, where the map looks. */
export type DialogOpen =
  | { readonly kind: 'dispatch'; readonly unitId: string | null }
  | { readonly kind: 'recall'; readonly dispatchId: string }
  | { readonly kind: 'grant'; readonly unitId: string | null }
  | { readonly kind: 'revoke'; readonly grantId: string }
  | { readonly kind: 'close' | 'return' | 'takeOver' | 'note' }
  | { readonly kind: 'palette' | 'keys' | 'settings' | 'instructor' | 'unreadable' }

export type Desk = {
  readonly caseId: string | null
  readonly dialog: DialogOpen | null
  /** Where the map should look; `n` tells one wish from the next. */
  readonly look: { readonly at: Position; readonly zoom: number; readonly n: number } | null
  /** A short line that says what was just done here, such as "copied". */
  readonly said: { readonly text: string; readonly n: number } | null
}

export const useDesk = create<Desk>()(() => ({ caseId: null, dialog: null, look: null, said: null }))

export const openCase = (caseId: string | null): void => {
  if (useDesk.getState().caseId === caseId) return
  useDesk.setState({ caseId })
  void call('openCase', { caseId })
}

/** Says again which case is open, to a core that does not know it. */
export const reopenCase = (): void => {
  const { caseId } = useDesk.getState()
  if (caseId !== null) void call('openCase', { caseId })
}

export const openDialog = (dialog: DialogOpen): void => useDesk.setState({ dialog })
export const closeDialog = (): void => useDesk.setState({ dialog: null })

export const lookAt = (at: Position, zoom = 16): void =>
  useDesk.setState(({ look }) => ({ look: { at, zoom, n: (look?.n ?? 0) + 1 } }))

export const say = (text: string): void =>
  useDesk.setState(({ said }) => ({ said: { text, n: (said?.n ?? 0) + 1 } }))
