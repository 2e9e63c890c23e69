import {
  grantState,
  isWithdrawn,
  leaseDue,
  leaseToken,
  nextLease,
} from '../../../../src-domain/access/lease.ts'
import { openersOf } from '../../../../src-domain/access/mayOpen.ts'
import type { GrantRow } from '../../../../src-domain/access/rows.ts'
import { signToken } from '../../../../src-domain/access/token.ts'
import { dueDrafts } from '../../../../src-domain/alarm/timers.ts'
import type { Command } from '../../../../src-domain/command/command.ts'
import { decide } from '../../../../src-domain/command/decide.ts'
import { handOver } from '../../../../src-domain/command/handset.ts'
import type { Draft } from '../../../../src-domain/journal/kinds.ts'
import type { RegistryRow } from '../../../../src-domain/registry/rows.ts'
import { type Ms, minute } from '../../../../src-domain/time.ts'
import { Journal } from '../../../build/journal.ts'
import { situationOf, standingOf } from '../../../build/situation.ts'
import { accessCrypto } from './accessCrypto.ts'
import { centreKey, t0 } from './builders.ts'
import { ModelCentre, type ModelGrant } from './plainCentre.ts'
import {
  box,
  type DoorName,
  doorIds,
  doorNames,
  handsetOf,
  keypadDoor,
  nameOf,
  opensWith,
  phones,
  place,
  type Who,
  whoOf,
} from './worldPlace.ts'

const operator = { personId: 'op-1', role: 'operator', workplaceId: 'desk-1' } as const
const supervisor = { personId: 'sup-1', role: 'supervisor', workplaceId: 'desk-2' } as const

/** A lease on its way to a phone. */
export type Given = { readonly row: GrantRow; readonly until: Ms; readonly token: Uint8Array }

/**
 * A centre in memory by the real rules: commands are decided, their facts folded, leases signed. Beside it goes
 * the plain model, and where they part it throws.
 */
export class WorldCentre {
  now: Ms = t0
  readonly journal = new Journal()
  readonly model = new ModelCentre({
    A: { person: null, blocked: false, onShift: true, provider: phones.A.provider, sent: false },
    B: { person: null, blocked: false, onShift: true, provider: phones.B.provider, sent: false },
  })
  private place = place
  private caseId = ''
  /** Grants of a phone that it is told to delete. */
  readonly withdrawn: { readonly who: Who; readonly grantId: string }[] = []

  constructor() {
    this.openCase()
    this.changeHands('A', 'person-1')
    this.changeHands('B', 'person-3')
  }

  private say(drafts: readonly Draft[], personId = 'centre'): void {
    for (const draft of drafts) {
      this.journal.append(draft, { by: { kind: 'person', id: personId }, receivedAt: this.now })
      const told = draft.kind === 'grant.ended' || draft.kind === 'grant.revoked'
      const row = told ? this.row(draft.payload.grantId) : undefined
      if (row && isWithdrawn(row) && row.deletedAt === null)
        this.withdrawn.push({ who: whoOf(row), grantId: row.id })
    }
  }

  private ask(command: Command, who: typeof operator | typeof supervisor = operator): boolean {
    const { newId, rows } = this.journal
    const decided = decide(command, situationOf(this.place, rows, command, { now: this.now, newId, who }))
    if (decided.ok) this.say(decided.value, who.personId)
    return decided.ok
  }

  private agree(what: string, real: unknown, model: unknown): void {
    if (real === model) return
    throw new Error(`${what}: the rules say ${String(real)}, the model ${String(model)}`)
  }

  row(grantId: string): GrantRow {
    const row = this.journal.rows.load('grant', grantId)
    if (!row) throw new Error(`no grant ${grantId}`)
    return row
  }

  grantAt(who: Who | null, pick: number): ModelGrant | undefined {
    const all = this.model.grants.filter((grant) => who === null || grant.phone === who)
    return all.at(-1 - (pick % Math.max(all.length, 1)))
  }

  openCase(): void {
    if (this.model.caseOpen) return
    const raised = this.journal.append(
      {
        kind: 'alarm.raised',
        caseId: null,
        payload: {
          alarmKind: 'fall',
          priority: 1,
          deviceType: '5',
          statusCode: '10',
          voice: 'duplex',
          source: null,
          residentId: 'r-1',
          homeId: 'h-1',
          unitId: 'hu-1',
        },
      },
      { receivedAt: this.now },
    )
    this.caseId = raised.id
    this.ask({ name: 'answer', args: { caseId: this.caseId } })
    this.model.caseOpen = true
    this.send('A')
    this.send('B')
  }

  send(who: Who): void {
    const phone = this.model.phone(who)
    const may = this.model.caseOpen && phone.onShift && !phone.sent
    const { unitId } = phones[who]
    this.agree('sending', this.ask({ name: 'dispatch', args: { caseId: this.caseId, unitId } }), may)
    phone.sent ||= may
  }

  close(): void {
    const closed = this.ask({
      name: 'close',
      args: { caseId: this.caseId, outcome: 'helpedByPhone', note: '' },
    })
    this.agree('closing', closed, this.model.caseOpen)
    if (closed) this.model.close()
  }

  grant(who: Who, doors: readonly DoorName[], startsIn: number, minutes: number, offline: boolean): void {
    const args = {
      caseId: this.caseId,
      unitId: phones[who].unitId,
      handsetId: `handset-${who}`,
      doorIds: doors.map((name) => doorIds[name]),
      startsIn,
      minutes,
      reason: 'alarm',
      offline,
      incidentNumber: null,
    } as const
    const person = this.model.phone(who).person
    const given = this.ask({ name: 'grant', args })
    this.agree('granting', given, this.model.mayGrant(who))
    const row = this.journal.rows.of('grant').at(-1)
    if (!given || !row || person === null) return
    const from = this.now + startsIn * minute
    const window = { from, until: from + minutes * minute }
    const fresh = { leases: [], revoked: false, fell: false, ranOut: false, gone: false }
    this.model.grants.push({ id: row.id, phone: who, person, doors, ...window, offline, ...fresh })
  }

  /** The token that the phone may hold now: the next lease where one is due, else the present one again. */
  lease(grant: ModelGrant): Given | null {
    const row = this.row(grant.id)
    const next = nextLease(row, standingOf(this.place, this.journal.rows, row), this.now)
    const model = this.model.lease(grant, this.now)
    this.agree('leasing', next.ok, model !== null)
    if (!next.ok || model === null) return null
    const due = row.leaseUntil === null || leaseDue(row, this.now)
    const lease = due ? next.value : { lease: row.lease, until: row.leaseUntil ?? 0 }
    this.agree('the end of a lease', lease.until, model)
    if (due) this.say([{ kind: 'grant.leased', caseId: row.caseId, payload: { grantId: row.id, ...lease } }])
    const fields = leaseToken(row, lease, handsetOf(whoOf(row)), accessCrypto)
    return { row, until: lease.until, token: signToken(fields, centreKey, accessCrypto) }
  }

  revoke(grant: ModelGrant): void {
    const { caseId } = this.row(grant.id)
    const revoked = this.ask({ name: 'revoke', args: { caseId, grantId: grant.id, reason: 'mistake' } })
    this.agree('revoking', revoked, this.model.mayRevoke(grant, this.now))
    grant.revoked ||= revoked
  }

  /** The phone says that nothing of the grant is left on it. */
  deleted(grantId: string): void {
    const row = this.row(grantId)
    const model = this.model.grants.find((grant) => grant.id === grantId)
    if (!model || row.deletedAt !== null) return
    this.say([{ kind: 'grant.deleted', caseId: row.caseId, payload: { grantId } }])
    model.gone = true
  }

  /** The phone tells of a use; late, if it was without coverage. */
  used(grantId: string, doorId: string, reentry: boolean, at: Ms): void {
    const { caseId } = this.row(grantId)
    this.journal.append(
      { kind: 'grant.used', caseId, payload: { grantId, doorId, reentry } },
      { at: Math.min(at, this.now), receivedAt: this.now },
    )
  }

  changeHands(who: Who, person: string | null): void {
    const handsetId = `handset-${who}`
    const signedOn = this.journal.rows.load('handset', handsetId)
    // A phone that is blocked gets no line on which anybody could sign on.
    if (signedOn?.blocked && person !== null) return
    const handsetGrants = this.journal.rows.of('grant').filter((row) => row.holder.handsetId === handsetId)
    this.say(handOver(handsetId, person, { now: this.now, signedOn, handsetGrants }))
    this.model.changeHands(who, person, this.now)
  }

  block(who: Who): void {
    const args = { handsetId: `handset-${who}`, reason: 'lost', note: '' } as const
    this.agree('blocking', this.ask({ name: 'blockHandset', args }), this.model.block(who, this.now))
  }

  unblock(who: Who): void {
    const args = { handsetId: `handset-${who}`, note: '' }
    this.agree('an operator’s unblocking', this.ask({ name: 'unblockHandset', args }), false)
    const unblocked = this.ask({ name: 'unblockHandset', args }, supervisor)
    this.agree('unblocking', unblocked, this.model.phone(who).blocked)
    this.model.phone(who).blocked = false
  }

  shift(who: Who, onShift: boolean): void {
    const change = (unit: RegistryRow<'unit'>) =>
      unit.id === phones[who].unitId ? { ...unit, onShift } : unit
    this.place = { ...this.place, units: this.place.units.map(change) }
    this.model.phone(who).onShift = onShift
  }

  serve(served: boolean, provider: string): void {
    const change = (resident: RegistryRow<'resident'>) => ({
      ...resident,
      providerId: provider,
      serviceEndedAt: served ? null : this.now,
    })
    this.place = { ...this.place, residents: this.place.residents.map(change) }
    this.model.served = served
    this.model.provider = provider
  }

  /** As each half second at a centre: whatever has lost its ground ends. */
  look(): void {
    const { rows } = this.journal
    const grants = rows.of('grant').filter((row) => row.ended === null && row.deletedAt === null)
    this.say(
      dueDrafts({
        now: this.now,
        age: (at) => this.now - at,
        alarms: [],
        dispatches: [],
        grants,
        standing: (grant) => standingOf(this.place, rows, grant),
        attendance: { attended: () => 1, goneSince: () => null },
      }),
    )
    this.model.look(this.now)
  }

  handOutKey(): void {
    const args = { caseId: this.caseId, keyStoreId: box.keyStoreId, unitId: phones.A.unitId }
    const out = this.ask({ name: 'handOutKey', args })
    this.agree('handing out', out, this.model.caseOpen && this.model.keys.every((key) => key.over))
    const loan = this.journal.rows.of('keyLoan').at(-1)
    if (out && loan) this.model.keys.push({ id: loan.id, doors: doorNames, until: null, over: false })
  }

  returnKey(): void {
    const loan = this.journal.rows.of('keyLoan').at(-1)
    const key = this.model.keys.at(-1)
    if (!loan || !key) return
    const back = this.ask({ name: 'returnKey', args: { caseId: loan.caseId, loanId: loan.id } })
    this.agree('returning', back, !key.over)
    key.over = true
  }

  issueCode(at: 'box' | 'flat', hours: number): void {
    const step = at === 'box' ? box : keypadDoor
    const doors = opensWith[at]
    const alike = this.model.codes.filter((code) => code.doors === doors && this.now < (code.until ?? 0))
    const issued = this.ask({
      name: 'issueCode',
      args: { caseId: this.caseId, step, hours, reason: 'alarm' },
    })
    this.agree('issuing a code', issued, this.model.caseOpen && alike.length < 4)
    const code = this.journal.rows.of('code').at(-1)
    if (issued && code) this.model.issueCode({ id: code.id, doors }, hours, this.now)
  }

  /** In the lock maker's own app; `minutes` null for a standing one. */
  give(doors: readonly DoorName[], minutes: number | null): void {
    const grantId = this.journal.newId()
    const until = minutes === null ? null : this.now + minutes * minute
    this.say([
      {
        kind: 'residentGrant.given',
        caseId: null,
        payload: {
          grantId,
          residentId: 'r-1',
          doorIds: doors.map((name) => doorIds[name]),
          kind: minutes === null ? 'standing' : 'period',
          givenBy: 'relative',
          from: this.now,
          until,
        },
      },
    ])
    this.model.given.push({ id: grantId, doors, until, over: false })
  }

  takeBack(pick: number): void {
    const given = this.model.given[pick % Math.max(this.model.given.length, 1)]
    if (!given) return
    this.say([{ kind: 'residentGrant.withdrawn', caseId: null, payload: { grantId: given.id } }])
    given.over = true
  }

  /** Who may open this door, as a console lists them. */
  openers(name: DoorName) {
    const { rows } = this.journal
    const door = this.place.doors.find((one) => one.id === doorIds[name])
    if (!door) throw new Error(`no door ${name}`)
    const access = {
      grants: rows.of('grant'),
      codes: rows.of('code'),
      residentGrants: rows.of('residentGrant'),
      loans: rows.of('keyLoan'),
    }
    return openersOf(door, this.place.homes[0]?.chain ?? [], access, this.now)
  }

  state(grantId: string) {
    return grantState(this.row(grantId), this.now)
  }

  /** The names of doors that a token stands for. */
  doorsOf(row: GrantRow): string[] {
    return row.doors.map(({ doorId }) => nameOf(doorId))
  }
}
