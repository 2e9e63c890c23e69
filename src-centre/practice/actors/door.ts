import { randomBytes } from 'node:crypto'
import type { AccessCrypto } from '../../../src-domain/access/crypto.ts'
import { doorStep } from '../../../src-domain/access/door.ts'
import {
  type DoorEvent,
  type DoorReply,
  type DoorTrust,
  newDoor,
} from '../../../src-domain/access/doorState.ts'
import { doorTag } from '../../../src-domain/access/token.ts'
import { type Ms, minute } from '../../../src-domain/time.ts'
import type { Cancel } from '../../clock.ts'
import type { Pace } from '../pace.ts'
import type { Door } from '../people/doors.ts'
import type { Equipment } from '../telemetry/equipment.ts'

/** The motor turns this long; the lock locks again by itself a while after the door fell shut. */
const boltMoves: Ms = 1_500
const locksAgain: Ms = 2 * minute

/** A lock on a door: decides by itself, from bytes alone, whom it lets in. It has no network. */
export type DoorActor = {
  readonly doorId: string
  /** Fresh random bytes to be answered; null while nothing can be heard of it (no power, out of reach). */
  readonly hello: () => Uint8Array | null
  /** Resolves when the bolt has moved, or would not. */
  readonly respond: (response: Uint8Array) => Promise<DoorReply>
  readonly took: (challenge: Uint8Array) => void
  /** Takes the trust list if it is a newer one; answers with what it holds now. */
  readonly learn: (list: Uint8Array) => DoorReply
  /** Moves the bolt for the keypad on the same lock; false when it would not move. */
  readonly turn: () => Promise<boolean>
  /** It is radio: whoever is near hears what phones answer. */
  readonly overhear: (hear: (response: Uint8Array) => void) => Cancel
  /** Somebody holds it open: it does not lock itself meanwhile. */
  readonly holdOpen: (held: boolean) => void
}

export type DoorWorld = {
  readonly crypto: AccessCrypto
  /** Whom a door believes when it comes to life. */
  readonly fitted: (doorId: string) => DoorTrust
  readonly now: () => Ms
  readonly pace: Pace
  readonly equipment: Equipment
}

export const makeDoorActor = (door: Door, lockId: string, world: DoorWorld): DoorActor => {
  const { crypto, now, pace, equipment } = world
  const tick = now
  let state = newDoor(doorTag(door.id, crypto), world.fitted(door.id))
  let relock: Cancel | null = null
  let held = false
  const ears = new Set<(response: Uint8Array) => void>()
  const take = (event: DoorEvent): DoorReply => {
    const step = doorStep(state, event, tick(), crypto)
    state = step.state
    return step.reply
  }
  // Fitters set the clock; a lock that has lost it since says so in its readings and begins without.
  if (equipment.lock(lockId)?.clock !== 'lost') take({ kind: 'clockSet', at: now() })
  /** A battery was out, or a technician has been there, since somebody last stood here. */
  const asItHangs = (clock: 'set' | 'lost') => {
    if (clock === 'lost' && state.clock.kind === 'kept') take({ kind: 'powerLost' })
    if (clock === 'set' && state.clock.kind === 'lost') take({ kind: 'clockSet', at: now() })
  }

  const lockAgain = () => {
    relock?.()
    relock = pace.after(locksAgain, () => {
      relock = null
      if (held) return lockAgain()
      equipment.changeLock(lockId, { lockState: 'locked', doorState: 'closed', alarms: [] })
    })
  }
  const turn = async (): Promise<boolean> => {
    await new Promise<void>((resolve) => pace.after(boltMoves, resolve))
    const moved = equipment.lock(lockId)?.doorState !== 'jammed'
    if (moved) {
      equipment.changeLock(lockId, {
        lockState: door.place === 'street' ? 'unlatched' : 'unlocked',
        doorState: 'open',
      })
      lockAgain()
    }
    return moved
  }
  return {
    doorId: door.id,
    hello: () => {
      const facts = equipment.lock(lockId)
      if (!facts?.powered) return null
      asItHangs(facts.clock)
      const reply = take({ kind: 'hello', nonce: randomBytes(16) })
      return reply.kind === 'challenge' ? reply.challenge : null
    },
    respond: async (bytes) => {
      for (const hear of ears) hear(bytes)
      const reply = take({ kind: 'response', bytes })
      if (state.clock.kind === 'kept' && equipment.lock(lockId)?.clock === 'lost')
        equipment.changeLock(lockId, { clock: 'set' })
      return reply.kind === 'drive' ? take({ kind: 'bolt', moved: await turn() }) : reply
    },
    took: (challenge) => {
      take({ kind: 'took', challenge })
    },
    learn: (bytes) => take({ kind: 'trustList', bytes }),
    turn,
    overhear: (hear) => {
      ears.add(hear)
      return () => ears.delete(hear)
    },
    holdOpen: (now) => {
      held = now
    },
  }
}
