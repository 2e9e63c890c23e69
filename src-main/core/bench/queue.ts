import type { Refusal } from '../../../src-domain/result.ts'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import type { NearUnit } from '../../dongle/messages.ts'
import type { Wanted } from './running.ts'

/** A box of locks, and another one. */
export const mostQueued = 100

type Queued = { readonly serial: string; readonly id: string | null; readonly refused: Refusal | null }
type Around = {
  readonly isReady: boolean
  readonly near: readonly NearUnit[]
}

/** Serials to be tested, in order. What is not near lets pass what is: a box is emptied while one battery is sought. */
export const openQueue = () => {
  let items: readonly Queued[] = []

  const unitOf = ({ serial, id }: Queued, near: readonly NearUnit[]): NearUnit | undefined =>
    near.find((unit) => (id === null ? unit.serial === serial : unit.id === id))

  return {
    /** Again: asked anew, in its old place. False where there is no room. */
    put: (serial: string, id: string | null): boolean => {
      const fresh: Queued = { serial, id, refused: null }
      const has = items.some((one) => one.serial === serial)
      if (!has && items.length >= mostQueued) return false
      items = has ? items.map((one) => (one.serial === serial ? fresh : one)) : [...items, fresh]
      return true
    },
    remove: (serial: string): void => {
      items = items.filter((one) => one.serial !== serial)
    },
    clear: (): void => {
      items = []
    },
    refuse: (serial: string, refused: Refusal): void => {
      const at = items.findIndex((one) => one.serial === serial)
      if (at < 0) items = [{ serial, id: null, refused }, ...items]
      else items = items.map((one, i) => (i === at ? { ...one, refused } : one))
    },
    /** The first that can begin now; taken out. */
    take: ({ isReady, near }: Around): Wanted | null => {
      if (!isReady) return null
      for (const one of items) {
        const unit = one.refused === null ? unitOf(one, near) : undefined
        if (!unit) continue
        items = items.filter((other) => other !== one)
        return { serial: one.serial, id: unit.id, driver: unit.driver }
      }
      return null
    },
    isWaiting: (): boolean => items.some((one) => one.refused === null),
    view: ({ isReady, near }: Around): BenchView['queue'] =>
      items.map((one) => ({
        serial: one.serial,
        waitsFor:
          one.refused !== null
            ? 'refused'
            : !isReady
              ? 'adapter'
              : unitOf(one, near) === undefined
                ? 'near'
                : 'turn',
        refused: one.refused,
      })),
  }
}
