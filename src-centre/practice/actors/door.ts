import { randomBytes } from 'node:crypto'
import type { AccessCrypto, TrustedKey } from '../../../src-domain/access/crypto.ts'
import { doorStep } from '../../../src-domain/access/door.ts'
import { type DoorEvent, type DoorReply, newDoor } from '../../../src-domain/access/doorState.ts'
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
  /** Somebody holds it open: it does not lock itself meanwhile. */
  readonly holdOpen: (held: boolean) => void
}

export type DoorWorld = {
  readonly crypto: AccessCrypto
  readonly trust: readonly TrustedKey[]
  readonly now: () => Ms
  readonly pace: Pace
  readonly equipment: Equipment
}

export const makeDoorActor = (door: Door, lockId: string, world: DoorWorld): DoorActor => {
  const { crypto, now, pace, equipment } = world
  const tick = now
  let state = newDoor(doorTag(door.id, crypto), world.trust)
  let relock: Cancel | null = null
  let held = false
  const take = (event: DoorEvent): DoorReply => {
    const step = doorStep(state, event, tick(), crypto)
    state = step.state
    return step.reply
  }
  // Fitters set the clock; a lock that has lost it since says so in its readings and begins without.
  if (equipment.lock(lockId)?.clock !== 'lost') take({ kind: 'clockSet', at: now() })

  const lockAgain = () => {
    relock?.()
    relock = pace.after(locksAgain, () => {
      relock = null
      if (held) return lockAgain()
      equipment.changeLock(lockId, { lockState: 'locked', doorState: 'closed', alarms: [] })
    })
  }
  const moveBolt = async (): Promise<DoorReply> => {
    await new Promise<void>((resolve) => pace.after(boltMoves, resolve))
    const moved = equipment.lock(lockId)?.doorState !== 'jammed'
    if (moved) {
      equipment.changeLock(lockId, {
        lockState: door.place === 'street' ? 'unlatched' : 'unlocked',
        doorState: 'open',
      })
      lockAgain()
    }
    return take({ kind: 'bolt', moved })
  }
  return {
    doorId: door.id,
    hello: () => {
      const facts = equipment.lock(lockId)
      if (!facts?.powered) return null
      const reply = take({ kind: 'hello', nonce: randomBytes(16) })
      return reply.kind === 'challenge' ? reply.challenge : null
    },
    respond: async (bytes) => {
      const reply = take({ kind: 'response', bytes })
      if (state.clock.kind === 'kept' && equipment.lock(lockId)?.clock === 'lost')
        equipment.changeLock(lockId, { clock: 'set' })
      return reply.kind === 'drive' ? moveBolt() : reply
    },
    took: (challenge) => {
      take({ kind: 'took', challenge })
    },
    holdOpen: (now) => {
      held = now
    },
  }
}
