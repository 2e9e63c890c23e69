/** What goes to a window: `changed` replaces by key, `removed` deletes, `reset` first empties. */
export type Delta<T> = {
  readonly reset: boolean
  readonly changed: T[]
  readonly removed: string[]
}

/** Items as the windows have them, so that only what differs is sent. */
export const deltaOf = <T>() => {
  const shown = new Map<string, { readonly item: T; readonly text: string }>()
  let changed = new Map<string, T>()
  let removed = new Set<string>()

  return {
    set: (key: string, item: T): void => {
      const text = JSON.stringify(item)
      if (shown.get(key)?.text === text) return
      shown.set(key, { item, text })
      changed.set(key, item)
      removed.delete(key)
    },
    remove: (key: string): void => {
      if (!shown.delete(key)) return
      changed.delete(key)
      removed.add(key)
    },
    has: (key: string): boolean => shown.has(key),
    keys: () => shown.keys(),
    items: (): T[] => [...shown.values()].map((s) => s.item),
    /** What differs since the last flush; null for nothing. */
    flush: (): Delta<T> | null => {
      if (changed.size === 0 && removed.size === 0) return null
      const delta = { reset: false, changed: [...changed.values()], removed: [...removed] }
      changed = new Map()
      removed = new Set()
      return delta
    },
    whole: (): Delta<T> => ({ reset: true, changed: [...shown.values()].map((s) => s.item), removed: [] }),
  }
}
