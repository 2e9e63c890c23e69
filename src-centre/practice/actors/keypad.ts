import type { AccessCrypto } from '../../../src-domain/access/crypto.ts'
import {
  type KeypadEvent,
  type KeypadReply,
  type KeypadUse,
  keypadStep,
  newKeypad,
  shutFor,
} from '../../../src-domain/access/keypad.ts'
import { placeTag } from '../../../src-domain/access/spokenCode.ts'
import type { ChainStep } from '../../../src-domain/registry/rows.ts'
import { type Ms, second } from '../../../src-domain/time.ts'
import type { Cancel, Clock } from '../../clock.ts'
import type { Pace } from '../pace.ts'
import type { Equipment } from '../telemetry/equipment.ts'

/** What somebody who typed sees; `dead`: no lamp lights up. */
export type Typed = 'opened' | 'jammed' | 'wrong' | 'shut' | 'noClock' | 'busy' | 'dead'

/** Keys that are numbered, on a lock of ours or on a key box. It decides by itself and has no network. */
export type KeypadActor = { readonly type: (digits: string) => Promise<Typed> }

export type KeypadWorld = {
  readonly crypto: AccessCrypto
  readonly clock: Clock
  readonly pace: Pace
  readonly equipment: Equipment
  /** Told to the lock platform; resolves when the centre has heard. */
  readonly report: (use: KeypadUse) => Promise<void>
  /** What ends with the practice. */
  readonly hold: (end: Cancel) => void
}

/** What the keypad sits on. A key box has no lock that anything is known of. */
export type Fitted = {
  readonly step: ChainStep
  readonly key: Uint8Array
  readonly lockId: string | null
  /** False when the bolt would not move. */
  readonly turn: () => Promise<boolean>
}

/** Nine digits and the enter key. */
const typing: Ms = 6 * second

export const makeKeypadActor = (fitted: Fitted, world: KeypadWorld): KeypadActor => {
  const { clock, crypto, equipment, pace } = world
  const { lockId } = fitted
  let state = newKeypad(fitted.key, placeTag(fitted.step, crypto))
  let powerSince = clock.now()
  const take = (event: KeypadEvent): KeypadReply => {
    const step = keypadStep(state, event, clock.now() - powerSince, crypto)
    state = step.state
    return step.reply
  }
  const facts = () => (lockId === null ? undefined : equipment.lock(lockId))
  /** Its clock is the lock's: gone with the power, and right again when somebody has brought the lock the time. */
  const keepClock = () => {
    const isLost = facts()?.clock === 'lost'
    if (isLost && state.clock.kind === 'kept') {
      take({ kind: 'powerLost' })
      powerSince = clock.now()
    }
    if (!isLost && state.clock.kind === 'lost') take({ kind: 'clockSet', at: clock.now() })
  }
  const alarm = (raised: boolean) => {
    const now = facts()
    if (lockId === null || !now) return
    const others = now.alarms.filter((one) => one !== 'wrongCodeLimit')
    equipment.changeLock(lockId, { alarms: raised ? [...others, 'wrongCodeLimit'] : others })
  }
  const open = async (): Promise<Typed> => {
    const reply = take({ kind: 'bolt', moved: await fitted.turn() })
    if (reply.kind !== 'opened') return 'jammed'
    const { useId } = reply.use
    void world.report(reply.use).then(() => take({ kind: 'told', useIds: [useId] }))
    return 'opened'
  }
  const limit = (): Typed => {
    alarm(true)
    world.hold(clock.after(shutFor, () => alarm(false)))
    return 'shut'
  }
  keepClock()

  return {
    type: async (digits) => {
      await new Promise<void>((resolve) => pace.after(typing, resolve))
      if (lockId !== null && !facts()?.powered) return 'dead'
      keepClock()
      const reply = take({ kind: 'typed', digits })
      switch (reply.kind) {
        case 'drive':
          return open()
        case 'wrongCodeLimit':
          return limit()
        case 'wrong':
        case 'shut':
        case 'noClock':
        case 'busy':
          return reply.kind
        case 'opened':
        case 'jammed':
        case 'none':
          throw new Error(`a keypad answered ${reply.kind} to digits`)
      }
    },
  }
}
