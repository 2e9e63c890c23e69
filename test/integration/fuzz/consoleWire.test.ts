import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sha256 } from '../../../src-centre/crypto.ts'
import { newId } from '../../../src-centre/store/store.ts'
import { seal } from '../../../src-domain/journal/chain.ts'
import { fromCentre } from '../../../src-domain/wire/protocol.ts'
import {
  exampleOf,
  fuzz,
  hostileText,
  isJson,
  messageText,
  patience,
  uncaughtDuring,
} from '../../build/fuzz.ts'
import { openRelay, type Relay } from '../../build/relay.ts'
import { noFaults, pressedAt, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { scaip } from '../centre/town.ts'
import { type Desk, openDesk, openProfile, tempProfile } from '../core/desk.ts'

/** What a centre says to a console, by a centre that has lost its mind; the true one goes on beside it. */
const folder = tempFolder()
const profile = tempProfile()
let started: Started
let relay: Relay
let desk: Desk
beforeAll(async () => {
  started = await startCentre(folder.folder)
  relay = await openRelay(started.url, '/console')
  desk = openDesk({ url: relay.url, profile: profile.profile })
  await desk.until('connected', (s) => s.health?.link === 'connected' && s.health.storedSeq > 0)
  await aPressGetsThrough()
})
afterAll(async () => {
  await desk.stop()
  await relay.close()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

/** Says it as it is meant to be said, about a place near or far from where the journal stands. */
type Forged = {
  readonly name: 'entries' | 'open' | 'snapshot' | 'checkpoint'
  readonly phase: 'live' | 'history'
  readonly offset: number
  readonly whole: boolean
}
const forged: fc.Arbitrary<Forged> = fc.record({
  name: fc.constantFrom('entries', 'entries', 'open', 'snapshot', 'checkpoint'),
  phase: fc.constantFrom('live', 'history'),
  offset: fc.constantFrom(-3, -1, 0, 1, 1, 1, 2, 3, 500, 1_000_000, 9_000_000_000_000_000),
  whole: fc.boolean(),
})
/** An alarm that nobody raised, sealed behind a link that is not there. */
const forgery = ({ name, phase, offset, whole }: Forged): Said => {
  const { journal, store } = started.centre
  const head = journal.head()
  const seq = Math.max(1, head.seq + offset)
  const last = store.entries.after(0, head.seq, 10_000).findLast((e) => e.kind === 'alarm.raised')
  if (!last) throw new Error('nobody has pressed yet')
  const link = whole ? { seq: seq - 1, hash: head.hash } : { seq: seq - 1, hash: 'B'.repeat(43) }
  const entry = seal(link, { ...last, id: newId(), caseId: newId() }, sha256)
  const body = {
    entries: { phase, headSeq: head.seq, entries: [entry] },
    open: { atSeq: seq, rows: [], entries: whole ? [entry] : [] },
    snapshot: { ...(exampleOf('fromCentre.snapshot') as object), part: 1, parts: 1, rows: [] },
    checkpoint: { ...(exampleOf('fromCentre.checkpoint') as object), seq },
  }[name]
  return { name, text: JSON.stringify(body), ack: true }
}

type Said = { readonly name: string; readonly text: string; readonly ack: boolean }
const names = Object.keys(fromCentre) as (keyof typeof fromCentre)[]
const message: fc.Arbitrary<Said> = fc.oneof(
  ...names.map((name) =>
    fc.record({
      name: fc.constant(name as string),
      text: messageText(exampleOf(`fromCentre.${name}`)),
      ack: fc.boolean(),
    }),
  ),
  fc.record({
    name: fc.constantFrom('unheardOf', '__proto__', 'hasOwnProperty', ''),
    text: hostileText,
    ack: fc.boolean(),
  }),
)
/** Not even a message: the line falls, and comes back. */
const notSocketIo = fc.constantFrom(
  '2/console,["beat",{"now":NaN}]',
  '2/console,{"no":"array"}',
  '9',
  '51-/console,["beat"]x',
)

const packet = ({ name, text, ack }: Said, n: number): string =>
  `2/console,${ack ? 90_000 + n : ''}[${JSON.stringify(name)},${text}]`

/** Read one by one further in: an outer shape that holds is no reject yet. */
const rows = z.array(z.unknown())
const outer: Readonly<Record<string, z.ZodType>> = {
  ...fromCentre,
  open: fromCentre.open.extend({ rows }),
  snapshot: fromCentre.snapshot.extend({ rows }),
  registry: fromCentre.registry.extend({ changes: rows }),
}
const isReject = ({ name, text }: Said): boolean =>
  !Object.hasOwn(outer, name) || !outer[name]?.safeParse(JSON.parse(text)).success

/** A practice centre that says that it is a live one is hung up on for five seconds, and tested elsewhere. */
const isOfTheOtherKind = ({ name, text }: Said): boolean =>
  name === 'welcome' &&
  z.object({ practice: z.literal(false) }).safeParse(JSON.parse(text)).success &&
  fromCentre.welcome.safeParse(JSON.parse(text)).success

let pressed = 0
const aPressGetsThrough = async () => {
  pressed += 1
  const pressId = await pressedAt(started, scaip(1 + (pressed % 5)))
  await desk.until('the press', (s) => [...s.alarms.values()].some((a) => a.pressId === pressId))
}

describe('what a console is told', () => {
  it(
    'is read, or kept, counted and shown; and the next press rings',
    async () => {
      const uncaught = await uncaughtDuring(() =>
        fc.assert(
          fc.asyncProperty(
            fc.array(message, { minLength: 6, maxLength: 12 }),
            fc.array(forged, { maxLength: 3 }),
            fc.option(notSocketIo, { freq: 6 }),
            async (all, forgeries, broken) => {
              const readable = all.filter((one) => isJson(one.text) && !isOfTheOtherKind(one))
              const said = [...readable, ...forgeries.map(forgery)]
              const before = desk.seen.health?.unreadable.count ?? 0
              for (const [n, one] of said.entries()) relay.sayRaw(packet(one, n))
              const rejected = said.filter(isReject).length + (broken === null ? 0 : 1)
              if (broken !== null) relay.sayRaw(broken)
              await desk.until(
                `${rejected} more that could not be read`,
                (s) => (s.health?.unreadable.count ?? 0) >= before + rejected,
              )
              await aPressGetsThrough()
            },
          ),
          fuzz(20_261, 25),
        ),
      )
      expect(uncaught).toEqual([])
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    },
    patience(60),
  )

  it('keeps no more of it than there is room for', () => {
    const store = openProfile(profile.profile)
    for (const { raw } of store.quarantine.newest(100_000)) expect(raw.length).toBeLessThanOrEqual(50_000)
    store.close()
  })
})
