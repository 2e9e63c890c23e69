import type { z } from 'zod'
import { equal, toBase64url } from '../../../src-domain/access/bytes.ts'
import type { AccessCrypto } from '../../../src-domain/access/crypto.ts'
import type { DoorReply } from '../../../src-domain/access/doorState.ts'
import { answerDoor, handsetStep, needsTime } from '../../../src-domain/access/handset.ts'
import {
  type HandsetEvent,
  type HandsetSend,
  type Held,
  newHandset,
} from '../../../src-domain/access/handsetState.ts'
import { listFor } from '../../../src-domain/access/handsetTrust.ts'
import { doorTag, readToken } from '../../../src-domain/access/token.ts'
import { never } from '../../../src-domain/result.ts'
import { type Instant, type Ms, second } from '../../../src-domain/time.ts'
import { type fromHandset, timeAnswer, type toHandset } from '../../../src-domain/wire/field.ts'
import { type Clock, every } from '../../clock.ts'
import type { HandsetKey } from '../people/handsetKeys.ts'
import type { DoorActor } from './door.ts'
import { openLine, wasAnswered } from './line.ts'
import { makeSignOn, type SignOn } from './signOn.ts'

export type Dispatch = z.output<typeof toHandset.dispatches>['dispatches'][number]
type Step = 'accept' | 'decline' | 'arrive' | 'clear'
export type Seen = Omit<z.input<typeof fromHandset.position>, 'at'>
type Tried =
  | { readonly kind: 'noLease' }
  | { readonly kind: 'noAnswer' }
  | { readonly kind: 'record'; readonly outcome: Extract<DoorReply, { kind: 'record' }>['record']['outcome'] }

export type HeldLease = { readonly id: string; readonly from: Ms; readonly until: Ms }

/** What a crew does with its phone. What cannot be said without coverage is kept and said later, in order. */
export type Phone = {
  readonly setCoverage: (covered: boolean) => void
  readonly dispatches: () => readonly Dispatch[]
  readonly step: (step: Step, dispatchId: string) => void
  /** Who takes the phone now; null puts it back. */
  readonly signOn: SignOn['take']
  readonly show: (seen: Seen) => void
  readonly hasLeaseFor: (doorId: string) => boolean
  /** The newest that it holds for a door, also one that has run out or has yet to begin. */
  readonly leaseOf: (doorId: string) => HeldLease | null
  /** Stands before the door and asks to be let in. */
  readonly tryDoor: (door: DoorActor) => Promise<Tried>
  /** Called at anything new: dispatches, leases, revocations, coverage. Returns its end. */
  readonly onChange: (listen: () => void) => () => void
  /** Everything that had to be said has been heard. */
  readonly isSettled: () => boolean
  readonly close: () => void
}

/** How often a phone looks whether something is due. */
const lookEvery: Ms = 5_000
/** The clock of a phone that its network keeps. */
const clockError: Ms = 500

export const makePhone = (
  url: string,
  handsetId: string,
  key: HandsetKey,
  clock: Clock,
  crypto: AccessCrypto,
): Phone => {
  const { now } = clock
  let state = newHandset(key.raw.publicKey)
  let dispatches: readonly Dispatch[] = []
  const steps: { readonly step: Step; readonly dispatchId: string; readonly at: Instant }[] = []
  let saying = false
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listen of listeners) listen()
  }
  const instant = (): Instant => ({ ms: now(), source: 'handset', uncertaintyMs: clockError })

  const take = (event: HandsetEvent) => {
    const done = handsetStep(state, event, now(), crypto)
    state = done.state
    for (const send of done.send) void say(send)
  }
  const say = async (send: HandsetSend): Promise<void> => {
    switch (send.kind) {
      case 'renew':
        await line.ask('renew', { grantId: send.grantId })
        return
      case 'deleted':
        if (wasAnswered(await line.ask('deleted', { grantId: send.grantId, at: instant() })))
          take({ kind: 'receiptTaken', grantId: send.grantId })
        return
      case 'uses':
        if (wasAnswered(await line.ask('uses', { uses: [...send.uses] })))
          take({ kind: 'usesTaken', useIds: send.uses.map((use) => use.useId) })
        return
      case 'trusted': {
        const { doorId, version, at } = send
        if (wasAnswered(await line.ask('trusted', { doorId, version, at: { ...instant(), ms: at } })))
          take({ kind: 'trustedTaken', doorId, version })
        return
      }
      default:
        return never(send)
    }
  }
  /** Accepted, arrived, cleared: each only after the one before was heard. */
  const saySteps = async (): Promise<void> => {
    if (saying) return
    saying = true
    for (let next = steps[0]; next && line.isUp(); next = steps[0]) {
      const { step, dispatchId, at } = next
      if (!wasAnswered(await line.ask(step, { dispatchId, at }))) break
      steps.shift()
    }
    saying = false
  }
  const line = openLine(url, handsetId, key, now, {
    up: () => {
      // Who has the phone comes before anything that is granted to them.
      void signOn.say().then(() => {
        take({ kind: 'covered' })
        void saySteps()
      })
      changed()
    },
    down: () => take({ kind: 'uncovered' }),
    welcome: ({ time }) => take({ kind: 'stamp', stamp: time }),
    time: ({ stamp }) => take({ kind: 'stamp', stamp }),
    dispatches: (told) => {
      dispatches = told.dispatches
      changed()
    },
    trust: ({ list }) => take({ kind: 'trustList', list }),
    lease: ({ token }) => {
      take({ kind: 'lease', token })
      changed()
    },
    revoke: ({ grantId }) => {
      take({ kind: 'revoke', grantId })
      changed()
    },
    // The wire is our own in practice; what cannot be read shows as a dispatch that nobody accepts.
    unread: () => undefined,
  })
  const signOn = makeSignOn(line, instant)
  const stopLooking = every(clock, lookEvery, () => {
    void signOn.say()
    take({ kind: 'tick' })
    void saySteps()
  })

  const heldFor = (doorId: string, isIt: (held: Held) => boolean = () => true): Held | undefined => {
    const tag = doorTag(doorId, crypto)
    return state.held.findLast((held) => {
      const read = readToken(held.token)
      return isIt(held) && read.ok && read.value.doors.some((one) => equal(one, tag))
    })
  }
  const leaseFor = (doorId: string): string | null =>
    heldFor(doorId, (held) => held.notAfter > now())?.grantId ?? null
  const leaseOf = (doorId: string): HeldLease | null => {
    const held = heldFor(doorId)
    const read = held && readToken(held.token)
    if (!held || !read?.ok) return null
    return { id: `${held.grantId}/${held.lease}`, from: read.value.notBefore * second, until: held.notAfter }
  }
  /** Any lease at all, to try it where it does not belong. */
  const someLease = (): string | null => state.held.findLast((one) => one.notAfter > now())?.grantId ?? null

  /** The door may not know yet the key that signed our lease. */
  const bringList = (door: DoorActor) => {
    const list = listFor(state, door.doorId)
    const reply = list && door.learn(list)
    if (reply?.kind === 'trustReceipt')
      take({ kind: 'trustReceipt', doorId: door.doorId, bytes: reply.bytes })
  }
  const tryDoor = async (door: DoorActor): Promise<Tried> => {
    const grantId = leaseFor(door.doorId) ?? heldFor(door.doorId)?.grantId ?? someLease()
    if (grantId === null) return { kind: 'noLease' }
    const challenge = door.hello()
    if (!challenge) return { kind: 'noAnswer' }
    bringList(door)
    if (needsTime(challenge, now())) await fetchTime(challenge)
    const answer = answerDoor(state, grantId, challenge, key.raw, now(), crypto)
    if (!answer) return { kind: 'noLease' }
    state = answer.state
    const reply = await door.respond(answer.response)
    if (reply.kind !== 'record') return { kind: 'noAnswer' }
    take({ kind: 'record', doorId: door.doorId, record: reply.record, carry: reply.carry })
    door.took(challenge)
    return { kind: 'record', outcome: reply.record.outcome }
  }
  /** A door without a clock wants the time signed for its own challenge: only a phone with coverage can bring it. */
  const fetchTime = async (challenge: Uint8Array): Promise<void> => {
    const answer = timeAnswer.safeParse(await line.ask('time', { challenge: toBase64url(challenge) }))
    if (answer.success) take({ kind: 'stamp', stamp: answer.data.stamp })
  }

  return {
    setCoverage: (covered) => line.setCoverage(covered),
    dispatches: () => dispatches,
    step: (step, dispatchId) => {
      steps.push({ step, dispatchId, at: instant() })
      void saySteps()
    },
    signOn: signOn.take,
    // Where a car was is worth nothing later: said now or not at all.
    show: (seen) => void line.ask('position', { ...seen, at: instant() }),
    hasLeaseFor: (doorId) => leaseFor(doorId) !== null,
    leaseOf,
    tryDoor,
    onChange: (listen) => {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    isSettled: () =>
      signOn.isSettled() &&
      steps.length === 0 &&
      state.reports.length === 0 &&
      state.doorTrust.every((one) => one.isHeard) &&
      state.revoked.every((one) => one.receipt === 'taken'),
    close: () => {
      stopLooking()
      listeners.clear()
      line.close()
    },
  }
}
