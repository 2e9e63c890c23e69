import fc from 'fast-check'
import { dueDrafts } from '../../src-domain/alarm/timers.ts'
import type { Command } from '../../src-domain/command/command.ts'
import { decide } from '../../src-domain/command/decide.ts'
import type { Situation } from '../../src-domain/command/situation.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import type { Role } from '../../src-domain/registry/rows.ts'
import { type Asked, choices, commandOf, goodChoices, kindsOfCommand } from './asked.ts'
import { block, type Place } from './block.ts'
import { type Heard, heardOf, kindsHeard } from './heard.ts'
import { Journal } from './journal.ts'
import { situationOf, standingOf } from './situation.ts'

/** A small centre for property tests: the block, five people, and what may happen between them. */

export const people: readonly { readonly personId: string; readonly role: Role }[] = [
  { personId: 'op-1', role: 'operator' },
  { personId: 'op-2', role: 'operator' },
  { personId: 'sup-1', role: 'supervisor' },
  { personId: 'tr-1', role: 'trainee' },
  { personId: 'tech-1', role: 'technician' },
]

export type Step =
  | { readonly kind: 'press'; readonly again: number | null; readonly priority: 1 | 2 | 3 }
  | ({ readonly kind: 'command'; readonly who: number; readonly of: number } & Asked)
  | ({ readonly kind: 'field'; readonly lateBy: number } & Heard)
  | { readonly kind: 'wait'; readonly ms: number }
  /** A stretch of plain work, which chance would seldom find: taken, sent, and a way through the door given. */
  | { readonly kind: 'job'; readonly who: number; readonly of: number; readonly n: number }

const nat = (max: number) => fc.nat({ max })
export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('press' as const),
    again: fc.option(nat(5)),
    priority: fc.constantFrom(1 as const, 2 as const, 3 as const),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      // Mostly the two who may do most, so that a shift gets somewhere.
      who: fc.oneof(fc.constantFrom(0, 2), nat(4)),
      of: nat(5),
      make: nat(kindsOfCommand - 1),
      n: nat(choices - 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('field' as const),
      of: nat(9),
      what: nat(kindsHeard - 1),
      lateBy: nat(3_600_000),
    }),
  },
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 30_000, 130_000, 700_000) }),
  fc.record({
    kind: fc.constant('job' as const),
    who: nat(2),
    of: nat(5),
    n: fc.constantFrom(...goodChoices),
  }),
)

export class Shift {
  readonly journal = new Journal()
  now = 1_700_000_000_000
  place: Place = block

  take(s: Step): void {
    this.now += 250
    if (s.kind === 'press') this.press(s.again, s.priority)
    else if (s.kind === 'command') this.command(s)
    else if (s.kind === 'field') this.field(s)
    else if (s.kind === 'job') this.job(s)
    else this.wait(s.ms)
  }

  /** Each crew takes its phone. */
  signOn(): void {
    for (const { id, crew } of this.place.units)
      this.say({
        kind: 'handset.signedOn',
        caseId: null,
        payload: { handsetId: `hs-${id}`, personId: crew[0] ?? '' },
      })
  }

  /** The registry has another lock at that door from now on, or none. */
  hang(doorId: string, lockId: string | null): void {
    const doors = this.place.doors.map((door) => (door.id === doorId ? { ...door, lockId } : door))
    this.place = { ...this.place, doors }
  }

  say(draft: Draft, at = this.now): void {
    this.journal.append(draft, { at, receivedAt: this.now })
  }

  press(again: number | null, priority: 1 | 2 | 3): void {
    const press = {
      alarmKind: 'safety' as const,
      priority,
      deviceType: '3',
      statusCode: '10',
      voice: 'duplex' as const,
      source: null,
    }
    const open = this.journal.rows.of('alarm').filter((a) => a.state !== 'closed')
    const row = again === null ? undefined : open[again % Math.max(open.length, 1)]
    this.say(
      row
        ? { kind: 'alarm.pressed', caseId: row.id, payload: press }
        : {
            kind: 'alarm.raised',
            caseId: null,
            payload: { ...press, residentId: 'r-1', homeId: 'h-1', unitId: 'hu-1' },
          },
    )
  }

  command(s: Extract<Step, { kind: 'command' }>): void {
    const alarms = this.journal.rows.of('alarm')
    const alarm = alarms[s.of % Math.max(alarms.length, 1)]
    const who = people[s.who]
    if (!alarm || !who) return
    const { rows, newId } = this.journal
    this.ask(commandOf(s, alarm.id, { rows, now: this.now, newId }), who)
  }

  job(s: Extract<Step, { kind: 'job' }>): void {
    const [answer, dispatch, takeOver] = [0, 6, 3]
    const ways = [8, 8, 8, 12, 13, 14, 10]
    for (const make of [answer, takeOver, dispatch, ways[s.n % ways.length] ?? 8])
      this.command({ ...s, kind: 'command', make })
  }

  /** What came of it: `done`, or why not. */
  ask(command: Command, who: (typeof people)[number]): string {
    const decided = decide(command, this.situation(command, who))
    if (!decided.ok) return decided.error.code
    for (const draft of decided.value)
      this.journal.append(draft, { by: { kind: 'person', id: who.personId }, receivedAt: this.now })
    return 'done'
  }

  situation(command: Command, who: (typeof people)[number]): Situation {
    return situationOf(this.place, this.journal.rows, command, {
      now: this.now,
      newId: this.journal.newId,
      who: { ...who, workplaceId: `desk-${who.personId}` },
    })
  }

  field(s: Extract<Step, { kind: 'field' }>): void {
    const draft = heardOf(s, this.journal.rows, this.now, this.journal.newId)
    if (draft) this.say(draft, this.now - s.lateBy)
  }

  wait(forMs: number): void {
    this.now += forMs
    for (const draft of this.due()) this.say(draft)
  }

  due(attendance = { attended: () => 1, goneSince: (_workplaceId: string): number | null => null }): Draft[] {
    const { rows } = this.journal
    return dueDrafts({
      age: (at) => this.now - at,
      now: this.now,
      alarms: rows.of('alarm'),
      dispatches: rows.of('dispatch'),
      grants: rows.of('grant'),
      standing: (grant) => standingOf(this.place, rows, grant),
      attendance,
    })
  }
}

/** A shift that begins with every crew signed on to its phone. */
export const shiftOf = (steps: readonly Step[]): Shift => {
  const shift = new Shift()
  shift.signOn()
  for (const s of steps) shift.take(s)
  return shift
}
