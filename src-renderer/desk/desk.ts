import { create } from 'zustand'
import type { Position } from '../../src-domain/ids.ts'
import type { ChainStep } from '../../src-domain/registry/rows.ts'
import type { TestView } from '../../src-preload/contract/bench.ts'
import { call } from '../feed/bridge.ts'
import { useFeed } from '../feed/store.ts'
import { dropAllDrafts, dropDialogDrafts } from './draft.ts'

/** Where something is asked about. */
export type Place = { readonly kind: 'resident' | 'home' | 'door'; readonly id: string }

/** What this window shows: which case is open, which dialog is asked, where the map looks. */
export type DialogOpen =
  | { readonly kind: 'dispatch'; readonly unitId: string | null }
  | { readonly kind: 'recall'; readonly dispatchId: string }
  | { readonly kind: 'grant'; readonly unitId: string | null }
  | { readonly kind: 'revoke'; readonly grantId: string }
  | { readonly kind: 'close' | 'return' | 'takeOver' | 'note' }
  | { readonly kind: 'code'; readonly step: ChainStep }
  | { readonly kind: 'codeAgain'; readonly codeId: string }
  | { readonly kind: 'sharedCode'; readonly doorId: string }
  | { readonly kind: 'handOutKey'; readonly keyStoreId: string }
  | { readonly kind: 'returnKey'; readonly loanId: string }
  | { readonly kind: 'crewMessage' | 'number' }
  /** A fire in a block: `at` is any home of it or anybody who lives there; null where the address is asked for. */
  | { readonly kind: 'incident'; readonly at: Place | null }
  /** The shared phones; with one named, that one, with blocking it at hand. */
  | { readonly kind: 'handsets'; readonly handsetId: string | null }
  | { readonly kind: 'whoMayOpen'; readonly place: Place }
  | { readonly kind: 'signingKeys' }
  /** A label for what was signed in that test; the radio of this machine, and how it is set up. */
  | { readonly kind: 'benchLabel'; readonly test: TestView }
  | { readonly kind: 'benchRadio' }
  | { readonly kind: 'palette' | 'keys' | 'settings' | 'instructor' | 'unreadable' }

/** What stands beside the queue, which is always there. */
export type ViewName = 'operations' | 'review' | 'workbench'

export type Desk = {
  readonly view: ViewName
  /** The case that is open for work; it stays so while another view is shown. */
  readonly caseId: string | null
  /** The case whose story is read in the review. */
  readonly storyCaseId: string | null
  readonly dialog: DialogOpen | null
  /** Where the map should look; `n` tells one wish from the next. */
  readonly look: { readonly at: Position; readonly zoom: number; readonly n: number } | null
  /** A short line that says what was just done here, such as "copied". */
  readonly said: { readonly text: string; readonly n: number } | null
}

const emptyDesk: Desk = {
  view: 'operations',
  caseId: null,
  storyCaseId: null,
  dialog: null,
  look: null,
  said: null,
}
export const useDesk = create<Desk>()(() => emptyDesk)

/** Behind a locked screen all of it stays as it is. */
const isLocked = (): boolean => useFeed.getState().session.state === 'locked'

/** Core shows one case per window: the one that the view at hand is about. */
const shownCase = ({ view, caseId, storyCaseId }: Desk): string | null =>
  view === 'review' ? storyCaseId : caseId

const show = (part: Partial<Pick<Desk, 'view' | 'caseId' | 'storyCaseId'>>): void => {
  if (isLocked()) return
  const before = useDesk.getState()
  useDesk.setState(part)
  const now = useDesk.getState()
  // What was begun about one case must not come to stand over another, and be written there.
  if (now.caseId !== before.caseId) closeDialog()
  const caseId = shownCase(now)
  if (caseId !== shownCase(before)) void call('openCase', { caseId })
}

/** Opens it where it can be worked on, whatever was shown before. */
export const openCase = (caseId: string | null): void => show({ caseId, view: 'operations' })

export const openStory = (storyCaseId: string | null): void => show({ storyCaseId })

export const showView = (view: ViewName): void => show({ view })

/** Says again which case is open, to a core that does not know it. */
export const reopenCase = (): void => {
  const caseId = shownCase(useDesk.getState())
  if (caseId !== null) void call('openCase', { caseId })
}

const setDialog = (dialog: DialogOpen | null): void => {
  if (isLocked()) return
  dropDialogDrafts()
  useDesk.setState({ dialog })
}
export const openDialog = (dialog: DialogOpen): void => setDialog(dialog)
export const closeDialog = (): void => setDialog(null)

/** For whoever sits down next: nothing of what was open or begun, here or for core, which tells others who has it open. */
export const clearDesk = (): void => {
  const wasShown = shownCase(useDesk.getState()) !== null
  dropAllDrafts()
  useDesk.setState(emptyDesk)
  if (wasShown) void call('openCase', { caseId: null })
}

export const lookAt = (at: Position, zoom = 16): void => {
  showView('operations')
  useDesk.setState(({ look }) => ({ look: { at, zoom, n: (look?.n ?? 0) + 1 } }))
}

/** The map has heard this wish: one that is drawn anew must not take it for new. */
export const looked = (n: number): void =>
  useDesk.setState(({ look }) => (look?.n === n ? { look: null } : {}))

export const say = (text: string): void =>
  useDesk.setState(({ said }) => ({ said: { text, n: (said?.n ?? 0) + 1 } }))
