import { randomBytes } from 'node:crypto'
import { accessCrypto } from '../../src-centre/crypto.ts'
import { concat, u8 } from '../../src-domain/access/bytes.ts'
import { doorStep } from '../../src-domain/access/door.ts'
import { type DoorEvent, type DoorReply, type DoorTrust, newDoor } from '../../src-domain/access/doorState.ts'
import { writeRecord } from '../../src-domain/access/record.ts'
import { atTheDoor } from '../../src-domain/lock/access.ts'
import {
  type Answers,
  type Binding,
  type LogLine,
  type MotorSample,
  mostBindingsAtOnce,
  mostLinesAtOnce,
  writeAnswer,
  writeRefusal,
  writeSamples,
} from '../../src-domain/lock/answers.ts'
import { cutIntoFrames, frameJoiner } from '../../src-domain/lock/frames.ts'
import {
  answerHello,
  clear,
  type HandshakeRefusal,
  refusalOfHello,
  refusals,
} from '../../src-domain/lock/handshake.ts'
import { lockService, standard } from '../../src-domain/lock/profile.ts'
import { type Request, readRequest, requestCodes } from '../../src-domain/lock/requests.ts'
import { isSealed, type SealedEnd, sealedEnd } from '../../src-domain/lock/sealed.ts'
import type { LockStateName } from '../../src-domain/lock/words.ts'
import { lockCrypto as crypto } from '../../src-main/dongle/crypto.ts'
import { advertsOf } from './adverts.ts'
import type { Near } from './controller.ts'
import { type GattServer, gattServer, type Service } from './gatt.ts'
import { type Power, turnOf } from './motor.ts'

/** What a lock is like, and what is wrong with it. Voltages in mV, currents in mA, times in ms. */
export type Temper = Power & {
  readonly address: string
  readonly rssi: number
  readonly name: string
  readonly manufacturer: string
  readonly model: string
  readonly serial: string
  /** By which it goes in the air: its own, unless it lies. */
  readonly serialInTheAir: string
  readonly firmware: string
  readonly serviceKey: Uint8Array
  /** The door that it hung on, and whom it believes there. */
  readonly doorTag: Uint8Array
  readonly trust: DoorTrust
  readonly turnMs: number
  /** The motor stops at this cycle, counted from 1; null: never. */
  readonly jamsAt: number | null
  readonly bindings: readonly Binding[]
  readonly log: readonly LogLine[]
  readonly failedParts: number
  /** Says that it is wiped and keeps everything. */
  readonly pretendsToWipe: boolean
  /** Says nothing after it was connected to. */
  readonly silent: boolean
  /** Every value is random. */
  readonly garbage: boolean
  /** Hangs up once, instead of answering this message, counted from 1 over all connections; null: never. */
  readonly dropsAt: number | null
  /** Does what this message asks, counted likewise, but hangs up over it: once; null: never. */
  readonly dropsAfter: number | null
  /** Hangs up once, the first time that this is asked of it; null: never. */
  readonly dropsOver: Occasion | null
  /** Lists its first bindings whatever slot it is asked from. */
  readonly ignoresFrom: boolean
  /** Has another line of its log behind every line. */
  readonly endlessLog: boolean
  /** Says in its state that it has one binding more than it lists. */
  readonly miscounts: boolean
  /** Loses power when half of its bindings are gone, once. */
  readonly diesInWipe: boolean
  /** Turns, and loads its battery, so many times faster than it says; 1 where somebody measures or watches. */
  readonly hurry: number
}

/** What may be asked of a lock. An old key is tried at one that believes somebody, and at one that believes nobody. */
export type Occasion = Request['kind'] | 'serial' | 'manufacturer' | 'hello' | 'key' | 'wornOutKey'

/** What is true of the lock, whatever it says. */
export type Truth = {
  readonly bindings: readonly Binding[]
  readonly lock: LockStateName
  readonly clock: number | null
  readonly cycles: number
  readonly halfWiped: boolean
  readonly connections: number
  /** What was said to it in all of them, as the profile counts messages. */
  readonly messages: number
  /** Whether a centre's key still opens it. */
  readonly believes: number
}

const nobody: DoorTrust = { authority: new Uint8Array(32), version: 0, keys: [] }

const failuresAllowed = 5
const pauseAfterFailures = 60_000
const forPhones: ReadonlySet<number> = new Set([atTheDoor.hello, atTheDoor.response, atTheDoor.took])

const text = (words: string) => () => Buffer.from(words, 'utf8')

/** A lock in the air, of this temper; it keeps its truth over all connections. */
export const virtualLock = (temper: Temper, now: () => number) => {
  let bindings = [...temper.bindings]
  let state: LockStateName = 'locked'
  let clockAhead: number | null = null
  let cycles = 0
  let halfWiped = false
  let pretending = false
  let died = false
  /** Something is being done, also for a link that is lost by now. */
  let busy = false
  let heard = 0
  let connections = 0
  let failures = 0
  let waitUntil = 0
  let { dropsOver } = temper

  let door = newDoor(temper.doorTag, temper.trust)
  const atDoor = (event: DoorEvent): DoorReply => {
    const step = doorStep(door, event, now(), accessCrypto)
    door = step.state
    return step.reply
  }

  /** Whether it hangs up over this; the next time it does not. */
  const dropsNow = (occasion: Occasion): boolean => {
    if (dropsOver !== occasion) return false
    dropsOver = null
    return true
  }
  const clock = (): number | null => (clockAhead === null ? null : now() + clockAhead)

  const turn = async (
    direction: 'lock' | 'unlock',
    say: (some: readonly MotorSample[]) => void,
  ): Promise<Answers['motor'] | null> => {
    cycles += 1
    const jams = temper.jamsAt === cycles
    const tookMs = jams ? temper.turnMs * 2 : temper.turnMs
    const course = turnOf(temper, tookMs, jams, cycles)
    for (const some of course) {
      await new Promise((resolve) => setTimeout(resolve, tookMs / course.length / temper.hurry))
      say(some)
    }
    state = jams ? 'notFullyLocked' : direction === 'lock' ? 'locked' : 'unlocked'
    return jams
      ? null
      : {
          lock: state,
          tookMs: Math.round(tookMs),
          peakMa: temper.peakMa,
          meanMa: temper.runMa,
          lowestMv: temper.loadedMv,
        }
  }

  /** Its answer to one request, as the bytes that are sealed; null: it went dead over it. */
  const doing = async (
    request: Request,
    say: (some: readonly MotorSample[]) => void,
  ): Promise<Uint8Array | null> => {
    const { kind } = request
    const done = <K extends Request['kind']>(of: K, value: Answers[K]): Uint8Array => writeAnswer(of, value)
    if (halfWiped && !['state', 'bindings', 'wipe', 'end'].includes(kind))
      return writeRefusal(requestCodes[kind], 'wipeFirst')
    const told = pretending ? [] : bindings
    switch (kind) {
      case 'state':
        return done(kind, {
          lock: state,
          door: 'closed',
          clock: clock(),
          restMv: temper.restMv,
          bindings: told.length + (temper.miscounts ? 1 : 0),
          halfWiped,
        })
      case 'battery':
        await new Promise((resolve) => setTimeout(resolve, request.loadMs / temper.hurry))
        return done(kind, {
          restMv: temper.restMv,
          loadedMv: temper.loadedMv,
          loadMa: temper.peakMa,
          tookMs: request.loadMs,
        })
      case 'setClock':
        clockAhead = request.clock - now()
        atDoor({ kind: 'clockSet', at: request.clock })
        return done(kind, {})
      case 'motor': {
        const turned = await turn(request.direction, say)
        return turned === null ? writeRefusal(requestCodes.motor, 'jammed') : done(kind, turned)
      }
      case 'bindings': {
        const from = temper.ignoresFrom ? 0 : request.from
        const some = told.filter((b) => b.slot >= from).slice(0, mostBindingsAtOnce)
        return done(kind, { total: told.length, some })
      }
      case 'wipe': {
        const erased = bindings.length
        if (temper.pretendsToWipe) {
          pretending = true
          return done(kind, { erased })
        }
        halfWiped = true
        // First of all: from here on it opens for nobody, wherever the wipe breaks off.
        door = { ...door, trust: nobody }
        // Slot by slot: power that is lost in between leaves some, and the mark. A lost link stops nothing.
        while (bindings.length > 0) {
          await new Promise((resolve) => setTimeout(resolve, 5))
          bindings = bindings.slice(1)
          if (temper.diesInWipe && !died && bindings.length * 2 <= erased) {
            died = true
            return null
          }
        }
        halfWiped = false
        return done(kind, { erased })
      }
      case 'log': {
        if (temper.endlessLog) return done(kind, { next: request.from + 1, lines: temper.log.slice(0, 1) })
        const lines = temper.log.filter((l) => l.seq >= request.from).slice(0, mostLinesAtOnce)
        return done(kind, { next: (lines.at(-1)?.seq ?? request.from - 1) + 1, lines })
      }
      case 'selfTest':
        return done(kind, { failed: temper.failedParts })
      case 'end':
        return done(kind, {})
    }
  }

  /** One connection: frames in, frames out; its session ends with it. */
  const talk = (server: () => GattServer, drop: () => void) => {
    const join = frameJoiner()
    let meeting: ReturnType<typeof answerHello> = null
    let end: SealedEnd | null = null
    let gone = false
    const say = (message: Uint8Array): void => {
      if (gone) return
      for (const frame of cutIntoFrames(message, server().room())) server().notify(lockService.answer, frame)
    }
    const refuse = (why: HandshakeRefusal): void => say(Uint8Array.of(clear.refused, refusals[why]))

    const prove = (message: Uint8Array) => {
      const met = meeting
      // One proof to a hello: the same twice would begin the counts anew under the same keys.
      meeting = null
      if (met === null) return refuse('noSession')
      if (!met.accepts(message)) {
        failures += 1
        if (failures >= failuresAllowed) {
          waitUntil = now() + pauseAfterFailures
          failures = 0
        }
        return refuse('badProof')
      }
      failures = 0
      end = sealedEnd('lock', met.keys, crypto)
      // Proves that the keys agree before anything is asked.
      say(end.seal(u8(clear.welcome)))
    }
    const meet = (message: Uint8Array) => {
      end = null
      meeting = null
      if (now() < waitUntil) return refuse('wait')
      const fresh = { nonce: new Uint8Array(randomBytes(16)), privateKey: new Uint8Array(randomBytes(32)) }
      meeting = answerHello({ serial: temper.serial, serviceKey: temper.serviceKey, crypto }, fresh, message)
      if (meeting === null) refuse(refusalOfHello(message))
      else say(meeting.challenge)
    }
    const ask = (message: Uint8Array) => {
      const session = end
      const text = session?.open(message) ?? null
      if (session === null || text === null) {
        end = null
        return refuse('noSession')
      }
      const code = text[0] ?? 0
      const request = readRequest(text)
      if (request === null) return say(session.seal(writeRefusal(code, 'unreadable')))
      if (dropsNow(request.kind)) return drop()
      if (busy) return say(session.seal(writeRefusal(code, 'busy')))
      busy = true
      void doing(request, (some) => say(session.seal(writeSamples(some)))).then((answer) => {
        busy = false
        if (answer === null) drop()
        else say(session.seal(answer))
        if (request.kind === 'end') end = null
      })
    }

    /** What any phone may say, in clear. */
    const phone = async (message: Uint8Array): Promise<void> => {
      if (dropsNow(door.trust.keys.length > 0 ? 'key' : 'wornOutKey')) return drop()
      const body = message.slice(1)
      if (busy && message[0] === atTheDoor.response) return say(u8(atTheDoor.busy))
      const reply =
        message[0] === atTheDoor.hello
          ? atDoor({ kind: 'hello', nonce: new Uint8Array(randomBytes(16)) })
          : message[0] === atTheDoor.response
            ? atDoor({ kind: 'response', bytes: body })
            : atDoor({ kind: 'took', challenge: body })
      if (reply.kind === 'challenge') say(concat(u8(atTheDoor.challenge), reply.challenge))
      if (reply.kind === 'busy') say(u8(atTheDoor.busy))
      if (reply.kind === 'record') sayRecord(reply)
      if (reply.kind !== 'drive') return
      busy = true
      const moved = (await turn('unlock', () => undefined)) !== null
      busy = false
      const driven = atDoor({ kind: 'bolt', moved })
      if (driven.kind === 'record') sayRecord(driven)
    }
    const sayRecord = ({ record, carry }: Extract<DoorReply, { kind: 'record' }>): void =>
      say(concat(u8(atTheDoor.record), ...[record, ...carry].map((one) => writeRecord(one))))

    const take = (message: Uint8Array): void => {
      const [kind] = message
      if (isSealed(message)) ask(message)
      else if (kind === clear.hello) {
        if (dropsNow('hello')) drop()
        else meet(message)
      } else if (kind === clear.proof) prove(message)
      else if (kind !== undefined && forPhones.has(kind)) void phone(message)
      else refuse('unreadable')
    }

    return {
      frame: (value: Uint8Array) => {
        const joined = join(new Uint8Array(value))
        if (!joined.ok) return refuse('unreadable')
        if (joined.message === null || temper.silent) return
        heard += 1
        if (heard === temper.dropsAt) return drop()
        if (temper.garbage) return say(new Uint8Array(randomBytes(40)))
        take(joined.message)
        if (heard === temper.dropsAfter) drop()
      },
      gone: (): void => {
        gone = true
      },
    }
  }

  const value = (right: () => Uint8Array) => () => (temper.garbage ? new Uint8Array(randomBytes(9)) : right())
  /** Over a link that is gone nothing is told, whatever is read. */
  const dropping = (occasion: Occasion, drop: () => void, read: () => Uint8Array) => () => {
    if (dropsNow(occasion)) drop()
    return read()
  }
  const servicesFor = (write: (frame: Buffer) => void, drop: () => void): readonly Service[] => [
    {
      uuid: standard.deviceInformation,
      characteristics: [
        {
          uuid: standard.manufacturer,
          read: value(dropping('manufacturer', drop, text(temper.manufacturer))),
        },
        { uuid: standard.model, read: value(text(temper.model)) },
        { uuid: standard.serial, read: value(dropping('serial', drop, text(temper.serial))) },
        { uuid: standard.firmware, read: value(text(temper.firmware)) },
      ],
    },
    {
      uuid: standard.battery,
      characteristics: [
        {
          uuid: standard.batteryLevel,
          read: value(() => u8(Math.max(0, Math.min(100, Math.round((temper.restMv - 4_000) / 20))))),
          notifies: true,
        },
      ],
    },
    {
      uuid: lockService.service,
      characteristics: [
        { uuid: lockService.identity, read: value(() => Buffer.from([0x56, 0x49, 1, halfWiped ? 1 : 0])) },
        { uuid: lockService.request, write },
        { uuid: lockService.answer, notifies: true },
      ],
    },
  ]

  const near: Near = {
    address: temper.address,
    rssi: temper.rssi,
    ...advertsOf(temper),
    connected: ({ send, drop }) => {
      connections += 1
      const { frame, gone } = talk(() => server, drop)
      const server = gattServer(servicesFor(frame, drop), send)
      return { take: (pdu) => (temper.silent ? undefined : server.take(pdu)), gone }
    },
  }
  return {
    near,
    truth: (): Truth => ({
      bindings,
      lock: state,
      clock: clock(),
      cycles,
      halfWiped,
      connections,
      messages: heard,
      believes: door.trust.keys.length,
    }),
  }
}
export type VirtualLock = ReturnType<typeof virtualLock>
