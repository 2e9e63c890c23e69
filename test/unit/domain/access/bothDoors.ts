import { toBase64url } from '../../../../src-domain/access/bytes.ts'
import { doorStep } from '../../../../src-domain/access/door.ts'
import { type DoorState, newDoor } from '../../../../src-domain/access/doorState.ts'
import { trustOf } from '../../../../src-domain/access/doorTrust.ts'
import { accessCrypto, hex } from './accessCrypto.ts'
import { type PageDoor, pageLearns, pageVerdict } from './fromThePage.ts'

/** A door at one moment, and what a handset brings it: trust lists, then one response. */
export type Scene = {
  readonly doorTag: Uint8Array
  readonly authority: Uint8Array
  readonly listVersion: number
  readonly trusted: readonly Uint8Array[]
  /** In the order in which they were given out; `clock`: what the door then said that it was. */
  readonly asked: readonly {
    readonly nonce: Uint8Array
    readonly clock: number | null
    readonly age: number
    readonly answered: boolean
    readonly bytes: Uint8Array
  }[]
  readonly newestStamp: number
  readonly clock: number | null
  readonly lists: readonly Uint8Array[]
  readonly response: Uint8Array
}

/** Receipts of the lists, then `open` (it starts its motor) or why not. */
export type Said = { readonly receipts: readonly string[]; readonly verdict: string }

/** By the door's own count of time, long after it got power. */
const now = 100_000_000

export const saidByTheRules = (scene: Scene): Said => {
  const list = { version: scene.listVersion, publicKeys: scene.trusted }
  let state: DoorState = newDoor(scene.doorTag, trustOf(scene.authority, list, accessCrypto))
  const setClock = (at: number | null, tick: number) => {
    if (at === null) state = { ...state, clock: { kind: 'lost' } }
    else state = doorStep(state, { kind: 'clockSet', at }, tick, accessCrypto).state
  }
  for (const { nonce, clock, age } of scene.asked) {
    setClock(clock, now - age)
    state = doorStep(state, { kind: 'hello', nonce }, now - age, accessCrypto).state
  }
  const answered = scene.asked.filter((one) => one.answered).map((one) => toBase64url(one.bytes))
  const asked = state.asked.map((one) => ({ ...one, answered: answered.includes(one.challenge) }))
  state = { ...state, asked, newestStamp: scene.newestStamp }
  setClock(scene.clock, now)
  const receipts = scene.lists.map((bytes) => {
    const step = doorStep(state, { kind: 'trustList', bytes }, now, accessCrypto)
    state = step.state
    return step.reply.kind === 'trustReceipt' ? hex(step.reply.bytes) : step.reply.kind
  })
  const { reply } = doorStep(state, { kind: 'response', bytes: scene.response }, now, accessCrypto)
  if (reply.kind === 'drive') return { receipts, verdict: 'open' }
  const refused = reply.kind === 'record' && reply.record.outcome.kind === 'refused'
  return { receipts, verdict: refused ? reply.record.outcome.cause : reply.kind }
}

export const saidByThePage = (scene: Scene): Said => {
  let door: PageDoor = {
    tag: Buffer.from(scene.doorTag),
    authority: Buffer.from(scene.authority),
    listVersion: scene.listVersion,
    trust: scene.trusted.map((key) => Buffer.from(key)),
    challenges: scene.asked.map(({ bytes, age, answered }) => ({ bytes: Buffer.from(bytes), age, answered })),
    newestStamp: scene.newestStamp,
    clock: scene.clock === null ? null : Math.max(scene.clock, scene.newestStamp),
  }
  const receipts = scene.lists.map((list) => {
    const learnt = pageLearns(door, Buffer.from(list))
    door = learnt.door
    return learnt.receipt.toString('hex')
  })
  return { receipts, verdict: pageVerdict(door, Buffer.from(scene.response)) }
}
