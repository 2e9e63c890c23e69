import { create } from 'zustand'

/**
 * What somebody has begun to say in a dialog or a form: it is behind a locked screen and back after it. In this
 * window's memory alone, and gone with whoever began it.
 */
type Drafts = Readonly<Record<string, unknown>>
export const useDrafts = create<Drafts>()(() => ({}))

/** Like React's `useState`, for what must outlive a locked screen; `name` is unique in what is open. */
export const useDraft = <T>(name: string, begun: T | (() => T)): readonly [T, (next: T) => void] => {
  const kept = useDrafts((drafts) => drafts[name])
  // What was kept under a name was kept by the same form, and is of its type.
  const value = (kept === undefined ? (begun instanceof Function ? begun() : begun) : kept) as T
  return [value, (next) => useDrafts.setState({ [name]: next })]
}

/** Those of dialogs go with the dialog; a form of a view names its own, such as `view:verdict`. */
const outlives = (name: string): boolean => name.startsWith('view:')

export const dropDialogDrafts = (): void =>
  useDrafts.setState(
    (drafts) => Object.fromEntries(Object.entries(drafts).filter(([name]) => outlives(name))),
    true,
  )
export const dropDraft = (name: string): void =>
  useDrafts.setState(
    (drafts) => Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== name)),
    true,
  )
export const dropAllDrafts = (): void => useDrafts.setState({}, true)
