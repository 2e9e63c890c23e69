import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { intakeAnswer } from '../../../src-domain/wire/field.ts'
import { fuzz, hostileText, isJson, mutated, patience } from '../../build/fuzz.ts'
import { openRawSocket, type RawSocket } from '../../build/rawSocket.ts'
import {
  centreTime,
  noFaults,
  openConsole,
  type Started,
  secretOf,
  startCentre,
  type TestConsole,
  tempFolder,
} from '../centre/harness.ts'
import { scaip } from '../centre/town.ts'

/** What alarm receivers hand over: whatever it is, somebody may be lying on a floor. */
const folder = tempFolder()
let started: Started
let intake: RawSocket
let desk: TestConsole
beforeAll(async () => {
  started = await startCentre(folder.folder)
  intake = await openRawSocket(started.url, '/intake', {
    adapterId: 'receiver',
    secret: secretOf('receiver'),
  })
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
})
afterAll(async () => {
  intake.close()
  desk.close()
  await started.centre.close()
  folder.remove()
  noFaults(started)
})

const valid = scaip(1, { ref: 'f1' })
const bomb =
  '<?xml version="1.0"?><!DOCTYPE mrq [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>' +
  '<mrq><ref>b1</ref><cid>4700001</cid><dty>&c;&c;&c;&c;</dty></mrq>'
const file =
  '<!DOCTYPE mrq [<!ENTITY x SYSTEM "file:///etc/passwd">]><mrq><ref>&x;</ref><cid>1</cid><dty>3</dty></mrq>'
const raw: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  {
    weight: 6,
    arbitrary: fc
      .array(fc.tuple(fc.nat(valid.length), fc.nat(10), fc.string({ maxLength: 8 })), {
        minLength: 1,
        maxLength: 4,
      })
      .map((cuts) => cuts.reduce((was, [at, n, by]) => was.slice(0, at) + by + was.slice(at + n), valid)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      bomb,
      file,
      '',
      ' ',
      '<',
      '<mrq/>',
      '<mrq><mrq><ref>1</ref></mrq></mrq>',
      `${valid}${valid}`,

      '<__proto__><ref>1</ref></__proto__>',
      '<mrq><__proto__>1</__proto__><constructor>2</constructor></mrq>',

      `${'<a>'.repeat(6_000)}`,
      `<mrq>${'<a>'.repeat(2_000)}${'</a>'.repeat(2_000)}</mrq>`,
      '\u0000'.repeat(19_000),
      '<mrq><ref>a</ref><ref>b</ref><cid>1</cid><dty>3</dty></mrq>',
      '<!--',
      '<![CDATA[',
      '<?xml?>',
    ),
  },
)
const at = centreTime(1_760_000_000_000)
/** The message around it, good or bad, as JSON text. */
const told: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: raw.map((text) => JSON.stringify({ raw: text, at })) },
  { weight: 2, arbitrary: mutated({ raw: valid, at }).filter(isJson) },
  { weight: 1, arbitrary: hostileText.filter(isJson) },
)

const raisedBy = (since: number) => {
  const { entries } = started.centre.store
  return entries
    .after(since, started.centre.journal.head().seq, 1_000)
    .filter((e) => e.by.kind === 'intake' && (e.kind === 'alarm.raised' || e.kind === 'alarm.pressed'))
}

/** The same rubbish told again is the same call. */
const known = new Set<string>()

describe('what an alarm receiver hands over', () => {
  it(
    'rings, or is equipment speaking of itself, and is answered with its code; the next press rings',
    async () => {
      let n = 0
      await fc.assert(
        fc.asyncProperty(told, async (one) => {
          const since = started.centre.journal.head().seq
          const before = started.centre.store.quarantine.count()
          const { response } = intakeAnswer.parse(await intake.ask('scaip', one))
          const snu = Number(/<snu>(\d+)<\/snu>/.exec(response)?.[1])
          // What is kept apart is on the disk behind what rings.
          await started.centre.journal.write(() => undefined, 'bulk')
          const kept = started.centre.store.quarantine.count() - before
          const [rang] = raisedBy(since)
          if (snu !== 0) {
            expect(kept).toBe(1)
            const { raw: text } = started.centre.store.quarantine.newest(1)[0] ?? { raw: '' }
            if (!known.has(text)) {
              expect(rang?.kind).toBe('alarm.raised')
              expect(rang?.payload).toContain('"unreadable"')
              const { raw: words } = JSON.parse(rang?.personal?.text ?? '{}') as { raw: string }
              // A database writes half a surrogate pair as what it is: no character.
              expect(words.toWellFormed()).toBe(text)
            }
            known.add(text)
          }
          n += 1
          const behind = started.centre.journal.head().seq
          await intake.ask('scaip', JSON.stringify({ raw: scaip(1 + (n % 5)), at: centreTime(Date.now()) }))
          const [press] = raisedBy(behind)
          if (!press) throw new Error('no press came of it')
          await desk.until(() => desk.live.some((e) => e.id === press.id))
        }),
        fuzz(20_281, 120),
      )
      for (const { raw: text } of started.centre.store.quarantine.newest(100_000))
        expect(text.length).toBeLessThanOrEqual(20_000)
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    },
    patience(60),
  )

  it('rings by its beginning where it is ten megabytes long', async () => {
    const since = started.centre.journal.head().seq
    const long = valid.padEnd(10_000_000, 'x')
    const { response } = intakeAnswer.parse(await intake.ask('scaip', JSON.stringify({ raw: long, at })))
    expect(response).toContain('<snu>1</snu>')
    expect(JSON.parse(raisedBy(since)[0]?.personal?.text ?? '{}')).toEqual({ raw: long.slice(0, 20_000) })
  })
})
