import type { Push, Pushes } from '../../../src-preload/contract/contract.ts'
import type { Delta } from './delta.ts'

/** What waits for a window, and is told in place of everything that was said meanwhile. */
export type Held = {
  readonly add: (value: unknown) => void
  /** The next to be told; null when nothing waits any more. */
  readonly take: () => unknown
  readonly isEmpty: () => boolean
}

/** Items that a window takes in within one turn. */
const slice = 1_000

/** Deltas of a keyed collection, one after the other, as one; told in slices. */
export const heldDelta = <T>(keyOf: (item: T) => string): Held => {
  let reset = false
  const changed = new Map<string, T>()
  const removed = new Set<string>()
  const isEmpty = () => !reset && changed.size === 0 && removed.size === 0
  return {
    add: (value) => {
      // Of this collection by the name under which it is held.
      const delta = value as Delta<T>
      if (delta.reset) {
        reset = true
        changed.clear()
        removed.clear()
      }
      for (const id of delta.removed) {
        changed.delete(id)
        removed.add(id)
      }
      for (const item of delta.changed) {
        changed.set(keyOf(item), item)
        removed.delete(keyOf(item))
      }
    },
    take: (): Delta<T> | null => {
      if (isEmpty()) return null
      const some: T[] = []
      for (const [key, item] of changed) {
        if (some.length === slice) break
        some.push(item)
        changed.delete(key)
      }
      const delta = { reset, changed: some, removed: [...removed] }
      reset = false
      removed.clear()
      return delta
    },
    isEmpty,
  }
}

/** Each by its key in its newest state, in the order in which those came. */
const heldByKey = (keyOf: (value: unknown) => string): Held => {
  const waiting = new Map<string, unknown>()
  return {
    add: (value) => {
      waiting.delete(keyOf(value))
      waiting.set(keyOf(value), value)
    },
    take: () => {
      for (const [key, value] of waiting) {
        waiting.delete(key)
        return value
      }
      return null
    },
    isEmpty: () => waiting.size === 0,
  }
}

/** Of a whole test ten times over: what is more comes of a process gone wrong (ours). */
const mostSamples = 20_000

/** Samples of one turn of a motor are told together. */
const heldSamples = (): Held => {
  const waiting = new Map<string, Pushes['benchSamples']>()
  let held = 0
  return {
    add: (value) => {
      const some = value as Pushes['benchSamples']
      if (held + some.samples.length > mostSamples) return
      held += some.samples.length
      const key = `${some.testId}/${some.step}/${some.cycle}`
      const before = waiting.get(key)?.samples ?? []
      waiting.set(key, { ...some, samples: [...before, ...some.samples] })
    },
    take: () => {
      for (const [key, value] of waiting) {
        waiting.delete(key)
        if (waiting.size === 0) held = 0
        return value
      }
      return null
    },
    isEmpty: () => waiting.size === 0,
  }
}

/** Of a state only the newest is told, of commands each, of a collection what became of it. */
export const heldFor = (name: Push): Held => {
  switch (name) {
    case 'alarms':
      return heldDelta<Pushes['alarms']['changed'][number]>((a) => a.caseId)
    case 'alerts':
      return heldDelta<Pushes['alerts']['changed'][number]>((a) => a.id)
    case 'homes':
      return heldDelta<Pushes['homes']['changed'][number]>((h) => h.homeId)
    case 'units':
      return heldDelta<Pushes['units']['changed'][number]>((u) => u.unitId)
    case 'command':
      return heldByKey((value) => (value as Pushes['command']).commandId)
    case 'benchSamples':
      return heldSamples()
    case 'access':
    case 'bench':
    case 'case':
    case 'clocks':
    case 'health':
    case 'probe':
    case 'session':
      return heldByKey(() => '')
  }
}
