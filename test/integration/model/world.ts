import { rmSync } from 'node:fs'
import { z } from 'zod'
import { rawPublicKey } from '../../../src-centre/crypto.ts'
import { handsetKey } from '../../../src-centre/practice/people/handsetKeys.ts'
import type { RegistryPut } from '../../../src-centre/practice-port.ts'
import type { Command } from '../../../src-domain/command/command.ts'
import type { Role } from '../../../src-domain/registry/rows.ts'
import type { CommandState } from '../../../src-preload/contract/view.ts'
import { openRelay, type Relay } from '../../build/relay.ts'
import { pressAt, type Started, signOn, startCentre, tempFolder } from '../centre/harness.ts'
import { openPhone } from '../centre/phone.ts'
import { pinOf, scaip, townRows } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, tempProfile } from '../core/desk.ts'
import { calm, chanceOf, disturb } from './flaky.ts'

/** Five real consoles, each on a line of its own to one real centre. */

export const operators: readonly { readonly personId: string; readonly role: Role }[] = [
  { personId: 'p-ida', role: 'operator' },
  { personId: 'p-jon', role: 'operator' },
  { personId: 'p-eva', role: 'supervisor' },
  { personId: 'p-ola', role: 'trainee' },
  { personId: 'p-kim', role: 'operator' },
]

export type Seat = {
  readonly personId: string
  readonly role: Role
  readonly workplaceId: string
  readonly desk: Desk
  readonly relay: Relay
  readonly profile: string
}

/** What somebody asked for, and between which entries of the journal it must have been decided. */
export type Asked = {
  readonly seat: Seat
  readonly command: Command
  readonly commandId: string
  readonly from: number
  through: number | null
}

/** A second unit, so that there is something to compete for and something beside it. */
const more: readonly RegistryPut[] = [
  ...townRows(1).flatMap((put): RegistryPut[] => {
    if (put.table === 'unit')
      return [{ ...put, row: { ...put.row, id: 'unit-5', name: 'Patrulje 5', handsetIds: ['hs-5'] } }]
    if (put.table !== 'handset') return []
    const publicKey = rawPublicKey(handsetKey(1, 'hs-5').private)
    return [{ ...put, row: { ...put.row, id: 'hs-5', unitId: 'unit-5', publicKey } }]
  }),
  {
    table: 'person',
    row: { id: 'p-kim', municipality: 'fjordvik', name: 'Kim Ås', initials: 'KÅ', role: 'operator' },
  },
]
const commandWords = z.looseObject({ id: z.string() })

export type World = Awaited<ReturnType<typeof openWorld>>

export const openWorld = async () => {
  const folder = tempFolder()
  const started: Started = await startCentre(folder.folder)
  const { centre } = started
  await centre.putRegistry(more)
  await centre.signIn.setPin('p-kim', pinOf('p-kim'))
  const phone = await openPhone(started.url, 'hs-4')
  await signOn(phone.socket, 'p-nina')
  const seats = await Promise.all(
    operators.map(async ({ personId, role }, n): Promise<Seat> => {
      const { profile } = tempProfile()
      const relay = await openRelay(started.url, '/console')
      const workplaceId = `desk-${n + 1}`
      return {
        personId,
        role,
        workplaceId,
        relay,
        profile,
        desk: openDesk({ url: relay.url, profile, workplaceId }),
      }
    }),
  )
  for (const { desk, personId } of seats) {
    await desk.until('the registry', (s) => s.units.size === 2)
    await desk.signIn(personId, pinOf(personId))
  }
  const head = () => centre.journal.head().seq
  const asked: Asked[] = []

  /** Whether this was told what became of it, by its last word. */
  const outcomeOf = ({ seat, commandId }: Asked): CommandState | undefined =>
    seat.desk.seen.commands.findLast((c) => c.commandId === commandId)
  const isTold = (one: Asked) => {
    const state = outcomeOf(one)?.state
    return state === 'done' || state === 'refused'
  }

  /** Null where the console refused at once: then it was told, and nothing was sent. */
  const ask = async (seat: Seat, command: Command): Promise<Asked | null> => {
    const from = head()
    const taken = await seat.desk.call('command', command)
    if (!taken.ok) return null
    const one: Asked = { seat, command, commandId: taken.value.commandId, from, through: null }
    asked.push(one)
    void seat.desk
      .until('told', () => isTold(one))
      .then(
        () => {
          one.through = head()
        },
        // Found again where it is checked that everybody was told.
        () => undefined,
      )
    return one
  }

  return {
    started,
    centre,
    seats,
    asked,
    ask,
    outcomeOf,
    isTold,
    head,
    press: (resident: number) => pressAt(started.url, scaip(resident)),
    /** From here on every line is as bad as its seed says. */
    trouble: (seed: number): void => {
      for (const [n, { relay }] of seats.entries()) disturb(relay, chanceOf(seed * 31 + n))
    },
    /** A line that makes a second command of a first: what nobody asked for is done under an id of its own. */
    forge: (newId: () => string): void => {
      for (const { relay } of seats)
        relay.consoleAsks = (name, body) => {
          const words = name === 'command' ? commandWords.safeParse(body).data : undefined
          return words ? { pass: body, also: { ...words, id: newId() } } : { pass: body }
        }
    },
    /** All lines hold, everybody was told, and everything is on everybody's disk. */
    settle: async (): Promise<void> => {
      for (const { relay } of seats) {
        calm(relay)
        relay.setOpen(true)
      }
      await Promise.all(
        asked.map((one) => one.seat.desk.until(`${one.command.name} told`, () => isTold(one))),
      )
      await centre.journal.write(() => undefined, 'bulk')
      await Promise.all(
        seats.map(({ desk }) =>
          desk.until('all of it', ({ health }) => health?.link === 'connected' && health.storedSeq >= head()),
        ),
      )
    },
    close: async (): Promise<void> => {
      for (const { desk, relay } of seats) {
        await desk.stop()
        await relay.close()
      }
      phone.close()
      await centre.close()
      for (const { profile } of seats) rmSync(profile, { recursive: true, force: true })
      folder.remove()
      noFaults(started)
    },
  }
}
