/**
 * What a centre should do with grants, said a second time and plainly: whom it lets in, until when, and whom it
 * has to list. Shares no code with the rules that it is held against.
 */
export type ModelGrant = {
  readonly id: string
  readonly phone: string
  readonly person: string
  readonly doors: readonly string[]
  readonly from: number
  readonly until: number
  readonly offline: boolean
  /** Ends of the leases that left the centre. */
  readonly leases: number[]
  revoked: boolean
  /** Over by a rule: a case closed, a phone blocked, somebody gone. */
  fell: boolean
  ranOut: boolean
  /** The phone has said that nothing of it is left. */
  gone: boolean
}

type Phone = {
  person: string | null
  blocked: boolean
  onShift: boolean
  readonly provider: string | null
  sent: boolean
}
type Handed = { readonly id: string; readonly doors: readonly string[]; until: number | null; over: boolean }

const half = 30_000
const five = 300_000
const ten = 600_000
const hour = 3_600_000

export class ModelCentre {
  readonly grants: ModelGrant[] = []
  /** What opens doors beside grants: keys that are out, what residents gave, spoken codes. */
  readonly keys: Handed[] = []
  readonly given: Handed[] = []
  readonly codes: Handed[] = []
  readonly phones: Record<string, Phone>
  served = true
  provider = 'prov-1'
  caseOpen = false

  constructor(phones: Record<string, Phone>) {
    this.phones = phones
  }

  phone(name: string): Phone {
    const phone = this.phones[name]
    if (!phone) throw new Error(`no phone ${name}`)
    return phone
  }

  /** Serves this resident, or everybody. */
  private serves({ provider }: Phone): boolean {
    return this.served && (provider === null || provider === this.provider)
  }

  mayGrant(name: string): boolean {
    const phone = this.phone(name)
    const there = phone.person !== null && !phone.blocked && phone.onShift
    return this.caseOpen && phone.sent && there && this.serves(phone)
  }

  private stands(grant: ModelGrant): boolean {
    const phone = this.phone(grant.phone)
    return phone.person === grant.person && !phone.blocked && phone.onShift && this.serves(phone)
  }

  private isDone(grant: ModelGrant): boolean {
    return grant.revoked || grant.fell || grant.ranOut || grant.gone
  }

  /** End of the lease that the phone may hold now; null for none, and never again where a grant is done. */
  lease(grant: ModelGrant, now: number): number | null {
    if (this.isDone(grant) || now >= grant.until || !this.stands(grant)) return null
    const last = grant.leases.at(-1)
    const lives = grant.offline ? grant.until : Math.min(Math.max(now, grant.from) + ten, grant.until)
    if (last !== undefined && (now < last - five || lives <= last)) return last
    grant.leases.push(lives)
    return lives
  }

  /** Half a second has gone by: the centre looks whether what it gave still has a ground. */
  look(now: number): void {
    for (const grant of this.grants) {
      if (grant.fell || grant.ranOut || grant.gone) continue
      if (now >= grant.until) grant.ranOut = true
      else if (!grant.revoked && !this.stands(grant)) grant.fell = true
    }
  }

  /** Revoking what is over already says nothing new. */
  mayRevoke(grant: ModelGrant, now: number): boolean {
    return !grant.revoked && !grant.fell && !grant.ranOut && now < grant.until
  }

  private endAll(of: (grant: ModelGrant) => boolean): void {
    for (const grant of this.grants)
      if (of(grant) && !grant.revoked && !grant.fell && !grant.ranOut) grant.fell = true
  }

  changeHands(name: string, person: string | null, now: number): void {
    const phone = this.phone(name)
    if (phone.person === person || (phone.blocked && person !== null)) return
    if (phone.person !== null) this.endAll((grant) => grant.phone === name && now < grant.until)
    phone.person = person
  }

  block(name: string, now: number): boolean {
    const phone = this.phone(name)
    if (phone.blocked) return false
    phone.blocked = true
    this.endAll((grant) => grant.phone === name && now < grant.until)
    return true
  }

  close(): void {
    this.caseOpen = false
    this.endAll(() => true)
    for (const phone of Object.values(this.phones)) phone.sent = false
  }

  /** Until when some door, if only a slow one, may open for it. */
  mayOpenUntil(grant: ModelGrant, now: number): number | null {
    const last = grant.leases.at(-1)
    return last === undefined || grant.gone || now >= last + half ? null : last + half
  }

  issueCode(code: { id: string; doors: readonly string[] }, hours: number, now: number): void {
    this.codes.push({ ...code, until: now - (now % hour) + hours * hour, over: false })
  }

  /** Who must stand on the list of a door: nobody less, and nobody who can open nothing any more. */
  listed(door: string, now: number): string[] {
    const named = (kind: string, all: readonly Handed[]) =>
      all
        .filter(
          (one) => one.doors.includes(door) && !one.over && (one.until === null || now < one.until + half),
        )
        .map((one) => `${kind} ${one.id}`)
    return [
      ...this.grants
        .filter((grant) => grant.doors.includes(door) && this.mayOpenUntil(grant, now) !== null)
        .map((grant) => `grant ${grant.id}`),
      ...named('key', this.keys),
      ...named('residentGrant', this.given),
      ...named('code', this.codes),
    ]
  }
}
