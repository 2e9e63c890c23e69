/** What a push of a keyed collection carries: `changed` replaces, `removed` deletes, `reset` first empties. */
export type Delta<T> = {
  readonly reset: boolean
  readonly changed: readonly T[]
  readonly removed: readonly string[]
}

/**
 * The collection after a delta. An item that says the same as before keeps its identity, so that only the
 * rows that changed are drawn again; a delta that changes nothing returns the same map.
 */
export const applyDelta = <T>(
  before: ReadonlyMap<string, T>,
  delta: Delta<T>,
  keyOf: (item: T) => string,
): ReadonlyMap<string, T> => {
  const after = delta.reset ? new Map<string, T>() : new Map(before)
  let differs = false
  for (const item of delta.changed) {
    const key = keyOf(item)
    const known = before.get(key)
    const same = known !== undefined && isSame(known, item)
    after.set(key, same ? known : item)
    if (!same) differs = true
  }
  for (const key of delta.removed) if (after.delete(key)) differs = true
  if (after.size !== before.size) differs = true
  return differs ? after : before
}

/** Whether two values that came over the port say the same: plain data only. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]))
  }
  if (Array.isArray(b)) return false
  const left = Object.entries(a)
  const right = new Map<string, unknown>(Object.entries(b))
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  )
}

/** `after`, built from as much of `before` as says the same: parts that did not change keep their identity. */
export const share = <T>(before: T, after: T): T => {
  if (Object.is(before, after)) return before
  if (!isPlain(before) || !isPlain(after) || Array.isArray(before) !== Array.isArray(after)) return after
  if (isSame(before, after)) return before
  const shared: unknown = Array.isArray(after)
    ? after.map((item: unknown, index) => share(Array.isArray(before) ? before[index] : undefined, item))
    : Object.fromEntries(
        Object.entries(after).map(([key, value]) => [key, share(Reflect.get(before, key), value)]),
      )
  return shared as T
}

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null
