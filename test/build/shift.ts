import fc from 'fast-check'
import { dueDrafts } from '../../src-domain/alarm/timers.ts'
import { outcomes } from '../../src-domain/alarm/words.ts'
import type { Command } from '../../src-domain/command/command.ts'
import { decide } from '../../src-domain/command/decide.ts'
import type { Situation } from '../../src-domain/command/situation.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import { isOver } from '../../src-domain/patrol/evolve.ts'
import type { RegistryRow, Role } from '../../src-domain/registry/rows.ts'
import { Journal } from './journal.ts'

/** A small centre for property tests: two homes, three units, five people, and what may happen between them. */

const municipality = 'fjordvik'
export const people: readonly { readonly personId: string; readonly role: Role }[] = [
  { personId: 'op-1', role: 'operator' },
  { personId: 'op-2', role: 'operator' },
  { personId: 'sup-1', role: 'supervisor' },
  { personId: 'tr-1', role: 'trainee' },
  { personId: 'tech-1', role: 'technician' },
]
export const doors: readonly RegistryRow<'door'>[] = ['door-1', 'door-2', 'door-private'].map((id) => ({
  id,
  municipality,
  place: 'flat',
  label: id,
  position: [8, 63],
  lockId: `lock-${id}`,
  warnings: [],
  consent: null,
  sharedCode: id === 'door-private',
}))
const locks: readonly RegistryRow<'lock'>[] = doors.map((d) => ({
  id: `lock-${d.id}`,
  municipality,
  model: 'dKey',
  serial: d.id,
  power: 'battery',
  keypad: false,
  ownedBy: 'municipality',
  traceable: !d.sharedCode,
}))
const unitOf = (id: string): RegistryRow<'unit'> => ({
  id,
  municipality,
  kind: 'patrol',
  name: id,
  callSign: id,
  base: [8, 63],
  crew: [],
  handsetIds: [`hs-${id}`],
  onShift: id !== 'unit-3',
  phone: '412 00 999',
})
const handsetOf = (unitId: string): RegistryRow<'handset'> => ({
  id: `hs-${unitId}`,
  municipality,
  unitId,
  personId: `crew-${unitId}`,
  publicKey: 'A'.repeat(43),
  blockedAt: unitId === 'unit-2' ? 1 : null,
})

export type Step =
  | { readonly kind: 'press'; readonly again: number | null; readonly priority: 1 | 2 | 3 }
  | {
      readonly kind: 'command'
      readonly who: number
      readonly of: number
      readonly make: number
      readonly n: number
    }
  | { readonly kind: 'field'; readonly of: number; readonly what: number; readonly lateBy: number }
  | { readonly kind: 'wait'; readonly ms: number }

const nat = (max: number) => fc.nat({ max })
export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('press' as const),
    again: fc.option(nat(5)),
    priority: fc.constantFrom(1 as const, 2 as const, 3 as const),
  }),
  fc.record({ kind: fc.constant('command' as const), who: nat(4), of: nat(5), make: nat(10), n: nat(9) }),
  fc.record({ kind: fc.constant('field' as const), of: nat(9), what: nat(6), lateBy: nat(3_600_000) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 30_000, 130_000, 700_000) }),
)

export class Shift {
  readonly journal = new Journal()
  now = 1_700_000_000_000

  take(s: Step): void {
    this.now += 250
    if (s.kind === 'press') this.press(s.again, s.priority)
    else if (s.kind === 'command') this.command(s)
    else if (s.kind === 'field') this.field(s)
    else this.wait(s.ms)
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
    const draft: Draft = row
      ? { kind: 'alarm.pressed', caseId: row.id, payload: press }
      : {
          kind: 'alarm.raised',
          caseId: null,
          payload: { ...press, residentId: 'r-1', homeId: 'h-1', unitId: 'hu-1' },
        }
    this.journal.append(draft, { receivedAt: this.now })
  }

  command(s: Extract<Step, { kind: 'command' }>): void {
    const alarms = this.journal.rows.of('alarm')
    const alarm = alarms[s.of % Math.max(alarms.length, 1)]
    const who = people[s.who]
    if (!alarm || !who) return
    const command = this.commandOf(s, alarm.id)
    const decided = decide(command, this.situation(command, alarm.id, who))
    if (!decided.ok) return
    for (const draft of decided.value)
      this.journal.append(draft, { by: { kind: 'person', id: who.personId }, receivedAt: this.now })
  }

  commandOf(s: { readonly make: number; readonly n: number }, caseId: string): Command {
    const { rows } = this.journal
    const unitId = `unit-${(s.n % 3) + 1}`
    const grants = rows.of('grant').filter((g) => g.caseId === caseId)
    const dispatches = rows.of('dispatch').filter((d) => d.caseId === caseId)
    const presses = rows.load('alarm', caseId)?.presses ?? []
    const pick = <T extends { readonly id: string }>(all: readonly T[]) =>
      all[s.n % Math.max(all.length, 1)]?.id ?? '00000000-0000-7000-8000-ffffffffffff'
    const made: readonly Command[] = [
      { name: 'answer', args: { caseId } },
      { name: 'acknowledgePress', args: { caseId, pressId: pick(presses) } },
      { name: 'return', args: { caseId, reason: 'notMine', note: '' } },
      { name: 'takeOver', args: { caseId, reason: 'agreed', note: '' } },
      { name: 'hold', args: { caseId, heldAt: this.now } },
      { name: 'note', args: { caseId, text: 'said so' } },
      { name: 'dispatch', args: { caseId, unitId } },
      { name: 'recall', args: { caseId, dispatchId: pick(dispatches) } },
      {
        name: 'grant',
        args: {
          caseId,
          unitId,
          handsetId: `hs-${unitId}`,
          doorIds: [[], ['door-1'], ['door-1', 'door-2'], ['door-private'], ['door-nowhere']][s.n % 5] ?? [],
          minutes: 30,
          reason: 'alarm',
        },
      },
      { name: 'revoke', args: { caseId, grantId: pick(grants), reason: 'mistake' } },
      { name: 'close', args: { caseId, outcome: outcomes[s.n % outcomes.length] ?? 'noContact', note: '' } },
    ]
    return made[s.make % made.length] as Command
  }

  situation(command: Command, caseId: string, who: (typeof people)[number]): Situation {
    const { rows } = this.journal
    const unitId = 'unitId' in command.args ? command.args.unitId : null
    return {
      now: this.now,
      newId: this.journal.newId,
      who: { ...who, workplaceId: `desk-${who.personId}` },
      alarm: rows.load('alarm', caseId),
      dispatches: rows.of('dispatch').filter((d) => d.caseId === caseId),
      unitDispatches: rows.of('dispatch').filter((d) => d.unitId === unitId && !isOver(d)),
      grants: rows.of('grant').filter((g) => g.caseId === caseId),
      resident: undefined,
      home: undefined,
      doors,
      locks,
      unit: unitId === null ? undefined : unitOf(unitId),
      handset: unitId === null ? undefined : handsetOf(unitId),
      expectedSeconds: 300,
    }
  }

  field(s: Extract<Step, { kind: 'field' }>): void {
    const { rows } = this.journal
    const dispatches = rows.of('dispatch')
    const dispatch = dispatches[s.of % Math.max(dispatches.length, 1)]
    const grants = rows.of('grant')
    const grant = grants[s.of % Math.max(grants.length, 1)]
    const said: Draft[] = []
    if (dispatch) {
      const payload = { dispatchId: dispatch.id }
      const kinds = [
        'dispatch.accepted',
        'dispatch.arrived',
        'dispatch.cleared',
        'dispatch.declined',
      ] as const
      const kind = kinds[s.what]
      if (kind) said.push({ kind, caseId: dispatch.caseId, payload })
    }
    if (grant) {
      const { caseId } = grant
      const doorId = grant.doors[0]?.doorId ?? ''
      if (s.what === 4)
        said.push({
          kind: 'grant.used',
          caseId,
          payload: { grantId: grant.id, doorId, reentry: s.of % 2 === 1 },
        })
      if (s.what === 5)
        said.push({
          kind: 'grant.leased',
          caseId,
          payload: { grantId: grant.id, lease: s.of + 1, until: this.now },
        })
      if (s.what === 6) said.push({ kind: 'grant.deleted', caseId, payload: { grantId: grant.id } })
    }
    for (const draft of said) this.journal.append(draft, { at: this.now - s.lateBy, receivedAt: this.now })
  }

  wait(forMs: number): void {
    this.now += forMs
    const { rows } = this.journal
    const drafts = dueDrafts({
      now: this.now,
      alarms: rows.of('alarm'),
      dispatches: rows.of('dispatch'),
      grants: rows.of('grant'),
      attendance: { attended: 1, goneSince: () => null },
    })
    for (const draft of drafts) this.journal.append(draft, { receivedAt: this.now })
  }
}

export const shiftOf = (steps: readonly Step[]): Shift => {
  const shift = new Shift()
  for (const s of steps) shift.take(s)
  return shift
}
