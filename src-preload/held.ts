import type { Heard } from './contract/contract.ts'

/** More than this before anybody listened is not held but asked for again. */
const most = 1_000

/**
 * Pushes for which nobody listens yet. One that tells the whole state (a `reset`, or a plain snapshot) makes those
 * before it needless; single events (`command`, `probe`, `show`) and deltas are kept in order.
 */
export const heldPushes = () => {
  const byName = new Map<keyof Heard, unknown[] | 'overflown'>()
  return {
    keep: (name: keyof Heard, value: unknown): void => {
      const before = byName.get(name) ?? []
      if (tellsAll(name, value)) byName.set(name, [value])
      else if (before !== 'overflown')
        byName.set(name, before.length < most ? [...before, value] : 'overflown')
    },
    /** In the order they came, once. */
    take: (name: keyof Heard): readonly unknown[] | 'overflown' => {
      const kept = byName.get(name) ?? []
      byName.delete(name)
      return kept
    },
  }
}

const tellsAll = (name: keyof Heard, value: unknown): boolean => {
  switch (name) {
    case 'case':
    case 'health':
    case 'clocks':
    case 'session':
    case 'core':
    case 'vault':
    case 'access':
    case 'bench':
      return true
    case 'alarms':
    case 'alerts':
    case 'units':
    case 'homes':
      return typeof value === 'object' && value !== null && 'reset' in value && value.reset === true
    case 'benchSamples':
    case 'command':
    case 'probe':
    case 'show':
      return false
  }
}
