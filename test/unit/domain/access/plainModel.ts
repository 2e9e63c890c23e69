/**
 * What a door should do, said a second time and plainly: in things, not in bytes, with the true time at hand.
 * Shares no code with the rules that it is held against.
 */
export type ModelToken = {
  readonly grant: string
  readonly handset: string
  readonly doors: readonly string[]
  readonly from: number
  readonly until: number
  readonly signedBy: 'centre' | 'stranger' | 'nobody'
}

export type ModelStamp = { readonly at: number; readonly names: ModelChallenge | null }

export type ModelChallenge = { readonly door: string; readonly at: number; answered: boolean; dead: boolean }

export type ModelResponse = {
  readonly token: ModelToken
  readonly signedBy: string
  readonly challenge: ModelChallenge
  readonly stamp: ModelStamp | null
}

const half = 30_000
const ten = 600_000
const fifteen = 900_000

export class ModelDoor {
  readonly name: string
  /** How far the door's clock is ahead of the truth; null: it has none. */
  private ahead: number | null = 0
  private newest = 0
  private challenges: ModelChallenge[] = []
  /** By grant: which handset moved the bolt first, and when by the door's clock. */
  private readonly used = new Map<string, { handset: string; at: number }>()

  constructor(name: string) {
    this.name = name
  }

  ask(now: number): ModelChallenge {
    const challenge = { door: this.name, at: now, answered: false, dead: false }
    this.challenges.push(challenge)
    if (this.challenges.length > 16) for (const old of this.challenges.slice(0, -16)) old.dead = true
    return challenge
  }

  losePower(): void {
    this.ahead = null
    for (const challenge of this.challenges) challenge.dead = true
    this.challenges = []
  }

  setClock(now: number, to: number): void {
    this.ahead = Math.max(to, this.newest) - now
    this.noUseInTheFuture(now)
  }

  /** What the door says; with `bolt`, what became of it if the door wanted to open. */
  attempt(r: ModelResponse, now: number, bolt: 'moves' | 'jams' | 'powerFails'): string {
    if (r.token.signedBy === 'stranger') return 'unknownKey'
    if (r.token.signedBy === 'nobody') return 'badSignature'
    if (!r.token.doors.includes(this.name)) return 'wrongDoor'
    if (r.signedBy !== r.token.handset) return 'wrongHandset'
    const { challenge } = r
    const live = challenge.door === this.name && !challenge.dead && !challenge.answered
    if (!live || now > challenge.at + half) return 'staleChallenge'
    challenge.answered = true
    if (r.stamp) this.hear(r.stamp, now)
    if (this.ahead === null) return 'noClock'
    const clock = now + this.ahead
    if (clock < r.token.from) return 'notYetValid'
    if (clock >= r.token.until) return 'expired'
    const used = this.used.get(r.token.grant)
    if (used && (used.handset !== r.token.handset || clock > used.at + fifteen)) return 'spent'
    if (bolt === 'jams') return 'jammed'
    if (!used) this.used.set(r.token.grant, { handset: r.token.handset, at: clock })
    if (bolt === 'powerFails') this.losePower()
    return used ? 'reentry' : 'opened'
  }

  /** Whether the phone of this token would be let in if it came now; a door without a clock may have got one. */
  couldOpen(token: ModelToken, now: number): boolean {
    if (token.signedBy !== 'centre' || !token.doors.includes(this.name)) return false
    const clock = now + (this.ahead ?? 0)
    const used = this.used.get(token.grant)
    const spent = used && (used.handset !== token.handset || clock > used.at + fifteen)
    return !spent && clock >= token.from && clock < token.until
  }

  private hear(stamp: ModelStamp, now: number): void {
    if (stamp.at <= this.newest) return
    this.newest = stamp.at
    const asked = stamp.names
    const counts = asked !== null && asked.door === this.name && !asked.dead && now <= asked.at + ten
    // The truth, as the door can know it: between the stamp and the stamp plus the time since it asked.
    const latest = counts ? stamp.at + (now - asked.at) : Number.POSITIVE_INFINITY
    if (this.ahead === null && !counts) return
    const clock = this.ahead === null ? latest : now + this.ahead
    this.ahead = Math.min(Math.max(clock, stamp.at), latest) - now
    this.noUseInTheFuture(now)
  }

  private noUseInTheFuture(now: number): void {
    const clock = now + (this.ahead ?? 0)
    for (const use of this.used.values()) use.at = Math.min(use.at, clock)
  }
}
