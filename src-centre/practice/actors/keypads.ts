import { placeText } from '../../../src-domain/access/spokenCode.ts'
import type { ChainStep } from '../../../src-domain/registry/rows.ts'
import type { Cancel } from '../../clock.ts'
import type { PracticeCentre, ToldSecret } from '../../practice-port.ts'
import type { Municipality } from '../people/municipality.ts'
import type { Doors } from './doors.ts'
import { type Fitted, type KeypadActor, type KeypadWorld, makeKeypadActor, type Typed } from './keypad.ts'

/** All keypads of the town, and what was read out for them. Each comes to life when somebody first types there. */
export type Keypads = {
  /** The operator reads the digits aloud; whoever of the crews stands there has heard them. */
  readonly hear: (told: ToldSecret) => void
  /** Whether anything was read out for it, also for a private lock, of which nobody knows what opens it. */
  readonly wasTold: (step: ChainStep) => boolean
  /** Whether there is a keypad there and a code for it that is not known to be wrong. */
  readonly hasCode: (step: ChainStep) => boolean
  /** Types what was read out last; a code that is not taken is not tried again. Null where there is none. */
  readonly typeCode: (step: ChainStep) => Promise<Typed | null>
  readonly at: (step: ChainStep) => KeypadActor | null
  readonly close: () => void
}

export const makeKeypads = (
  m: Municipality,
  doors: Doors,
  keyOf: PracticeCentre['keypadKey'],
  world: Omit<KeypadWorld, 'hold'>,
): Keypads => {
  const alive = new Map<string, KeypadActor>()
  const heard = new Map<string, string>()
  const ends: Cancel[] = []

  const fittedAt = (step: ChainStep): Fitted | null => {
    const key = keyOf(step)
    if (!key) return null
    if (step.kind === 'keyStore') {
      const store = m.keyStores.get(step.keyStoreId)
      return store?.keypad ? { step, key, lockId: null, turn: async () => true } : null
    }
    const lock = m.locks.get(m.doors.get(step.doorId)?.lockId ?? '')
    const door = lock?.keypad ? doors.at(step.doorId) : null
    return lock && door ? { step, key, lockId: lock.id, turn: door.turn } : null
  }
  const at = (step: ChainStep): KeypadActor | null => {
    const known = alive.get(placeText(step))
    if (known) return known
    const fitted = fittedAt(step)
    if (!fitted) return null
    const actor = makeKeypadActor(fitted, { ...world, hold: (end) => void ends.push(end) })
    alive.set(placeText(step), actor)
    return actor
  }
  return {
    hear: ({ step, words }) => void heard.set(placeText(step), words),
    wasTold: (step) => heard.has(placeText(step)),
    hasCode: (step) => heard.has(placeText(step)) && at(step) !== null,
    typeCode: async (step) => {
      const place = placeText(step)
      const digits = heard.get(place)
      const keypad = at(step)
      if (digits === undefined || !keypad) return null
      const typed = await keypad.type(digits)
      const holds = typed === 'opened' || typed === 'jammed' || typed === 'busy'
      if (!holds && heard.get(place) === digits) heard.delete(place)
      return typed
    },
    at,
    close: () => {
      for (const end of ends) end()
    },
  }
}
