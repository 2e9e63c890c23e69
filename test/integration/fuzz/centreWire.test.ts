import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { residentGrantsUnread } from '../../../src-centre/gateway/residentGrants.ts'
import { commands } from '../../../src-domain/command/command.ts'
import { fromHandset, fromPlatform } from '../../../src-domain/wire/field.ts'
import { fromConsole } from '../../../src-domain/wire/protocol.ts'
import { exampleOf, fuzz, hostileText, isJson, messageText, patience } from '../../build/fuzz.ts'
import { openRawSocket, type RawSocket } from '../../build/rawSocket.ts'
import {
  caseOf,
  handshake,
  noFaults,
  openConsole,
  pressAt,
  pressedAt,
  raisedAt,
  type Started,
  secretOf,
  startCentre,
  type TestConsole,
  tempFolder,
} from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'

/** What comes in at the centre's doors with a true credential, from somebody who says what nobody agreed on. */
const folder = tempFolder()
let started: Started
let desk: TestConsole
let caseId: string
let session: string
beforeAll(async () => {
  started = await startCentre(folder.folder)
  desk = await openConsole(started.url, 'desk-2')
  await desk.resume()
  session = await desk.signIn('p-jon')
  await pressAt(started.url, scaip(1))
  await raisedAt(desk)
  caseId = caseOf(desk)
})
afterAll(async () => {
  desk.close()
  await started.centre.close()
  folder.remove()
  noFaults(started)
})

const doors = {
  '/console': {
    auth: () => ({ workplaceId: 'desk-1', secret: secretOf('desk-1') }),
    schemas: Object.fromEntries(Object.entries(fromConsole).map(([name, { args }]) => [name, args])),
    example: (name: string) => exampleOf(name),
  },
  '/handset': {
    auth: () => handshake('hs-4', Date.now()),
    schemas: fromHandset,
    example: (name: string) => exampleOf(`fromHandset.${name}`),
  },
  '/platform': {
    auth: () => ({ adapterId: 'locks', secret: secretOf('locks') }),
    schemas: { ...fromPlatform, residentGrants: residentGrantsUnread },
    example: (name: string) => exampleOf(`fromPlatform.${name}`),
  },
} as const
type Door = keyof typeof doors
const schemaOf = (door: Door, name: string): z.ZodType | null =>
  Object.hasOwn(doors[door].schemas, name) ? (Reflect.get(doors[door].schemas, name) as z.ZodType) : null

/** Deep into every command: true sessions and cases, and arguments by its own words. */
const words = [
  'unitId',
  'doorIds',
  'grantId',
  'pressId',
  'note',
  'reason',
  'minutes',
  'hours',
  'step',
  'outcome',
  'homeId',

  'handsetId',
  'personId',
  'dispatchId',
  'holder',
  'offline',
  'incidentNumber',
  'keyStoreId',
  'loanId',
  'doorId',
  'of',
  'id',
  'verdict',
  'keyId',
  'heldAt',
  'number',
]
const value = fc.oneof(
  hostileText.filter(isJson),
  fc.constantFrom(
    '"unit-4"',
    '"hs-4"',
    '["street-1","flat-1"]',
    '"home-1"',
    '"flat-1"',
    '60',
    '"justified"',
    'true',
  ),
  fc.constantFrom(
    '{"kind":"door","doorId":"flat-1"}',
    '{"kind":"unit","unitId":"unit-4"}',
    '"falseAlarm"',
    '"lost"',
  ),
)
const command = fc
  .record({
    id: fc.uuid({ version: 7 }),
    name: fc.constantFrom(...Object.keys(commands)),
    args: fc.dictionary(fc.constantFrom(...words), value, { maxKeys: 8 }),
    mine: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ id, name, args, mine }) => {
    const said = [...Object.entries(args), ...(mine > 0 ? [['caseId', '"@case@"']] : [])]
    const inner = said.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')
    return {
      name: 'command',
      text: `{"id":"${id}","notAfter":8640000000000000,"session":"@session@","name":"${name}","args":{${inner}}}`,
    }
  })

const messageAt = (door: Door) => {
  const known = Object.keys(doors[door].schemas).map((name) =>
    fc.record({ name: fc.constant(name), text: messageText(doors[door].example(name)) }),
  )
  const unknown = fc.record({
    name: fc.constantFrom('unheardOf', '__proto__', 'toString'),
    text: hostileText,
  })
  return fc.oneof(...known, unknown, ...(door === '/console' ? [command, command] : []))
}
const parseable = fc.boolean()

describe.each(Object.keys(doors) as Door[])('what comes in at %s', (door) => {
  let line: RawSocket
  const reopened = async (): Promise<RawSocket> => openRawSocket(started.url, door, doors[door].auth())
  beforeAll(async () => {
    line = await reopened()
  })
  afterAll(() => line.close())

  it(
    'is answered, or kept, counted and refused; the next press reaches the other desk',
    async () => {
      const { quarantine } = started.centre.store
      await fc.assert(
        fc.asyncProperty(
          fc.array(messageAt(door), { minLength: 5, maxLength: 12 }),
          parseable,
          async (all, ends) => {
            if (line.fallen()) line = await reopened()
            const said = all
              .map(({ name, text }) => ({
                name,
                text: text.replaceAll('@case@', caseId).replaceAll('@session@', session),
              }))
              .filter(({ text }) => isJson(text))
            const before = quarantine.count()
            const answers = await Promise.all(said.map(({ name, text }) => line.ask(name, text)))
            // Everything was answered; null is a line that fell.
            expect(line.fallen()).toBe(false)
            expect(answers).not.toContain(null)
            await started.centre.journal.write(() => undefined, 'bulk')
            const rejected = said.filter(
              ({ name, text }) => schemaOf(door, name)?.safeParse(JSON.parse(text)).success !== true,
            )
            expect(quarantine.count() - before).toBeGreaterThanOrEqual(rejected.length)
            if (door !== '/platform') expect(quarantine.count() - before).toBe(rejected.length)
            if (ends) {
              line.say(`2${door},["alive",{`)
              await line.hasFallen
            }
            const pressId = await pressedAt(started, scaip(2))
            await desk.until(() => desk.live.some((e) => e.id === pressId))
          },
        ),
        fuzz(20_291, 25),
      )
      for (const { raw } of quarantine.newest(100_000)) {
        expect(raw.length).toBeLessThanOrEqual(20_000)
        expect(raw).not.toContain(session)
        expect(raw).not.toContain(pinOf('p-jon'))
      }
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    },
    patience(60),
  )
})

describe('a handshake', () => {
  it('is taken or turned down, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/console', '/handset', '/platform', '/intake'),
        fc.dictionary(
          fc.constantFrom('protocol', 'workplaceId', 'secret', 'adapterId', 'handsetId', 'at', 'signature'),
          fc.jsonValue(),
        ),
        async (namespace, auth) => {
          await expect(openRawSocket(started.url, namespace, auth)).rejects.toThrow(
            /unreadable|protocol|credential/,
          )
        },
      ),
      fuzz(20_292, 40),
    )
  })
})
