import type { ReadingOf } from '../../../src-domain/telemetry/reading.ts'
import type { Ms } from '../../../src-domain/time.ts'

/** A reading as the platform sends it: the centre numbers it and says when it came. */
export type SentLock = Omit<ReadingOf<'lock'>, 'version' | 'receivedAt'>
type SentHomeUnit = Omit<ReadingOf<'homeUnit'>, 'version' | 'receivedAt'>
export type Sent = SentLock | SentHomeUnit

/** What is true of a lock, whether or not anybody has been told. */
export type LockFacts = Omit<SentLock, 'kind' | 'subject' | 'municipality' | 'at'>
export type HomeUnitFacts = Omit<SentHomeUnit, 'kind' | 'subject' | 'municipality' | 'at'>
type Level = NonNullable<LockFacts['battery']>['level']

/** Ours: the five names of `domain.md` on a scale of a hundred. */
const levelOf = (percent: number): Level => {
  if (percent > 60) return 'high'
  if (percent > 30) return 'medium'
  if (percent > 15) return 'low'
  return percent > 4 ? 'veryLow' : 'flat'
}
export const batteryAt = (percent: number) => ({ percent: Math.round(percent), level: levelOf(percent) })

/** All locks and home units of the municipality as they really are; each change is told to whoever listens. */
export type Equipment = {
  readonly lock: (lockId: string) => LockFacts | undefined
  readonly homeUnit: (unitId: string) => HomeUnitFacts | undefined
  /** Changes what is true and reports it now. Unknown identifiers are a bug of the caller. */
  readonly changeLock: (lockId: string, change: Partial<LockFacts>) => void
  readonly changeHomeUnit: (unitId: string, change: Partial<HomeUnitFacts>) => void
  readonly lockIds: readonly string[]
  readonly homeUnitIds: readonly string[]
  /** Every latest reading, with the age of its evidence. */
  readonly readings: () => Iterable<Sent>
  readonly onReading: (listen: (reading: Sent) => void) => void
}

export type Known<T> = { readonly facts: T; readonly at: Ms }

export const makeEquipment = (
  municipality: string,
  now: () => Ms,
  locks: Map<string, Known<LockFacts>>,
  homeUnits: Map<string, Known<HomeUnitFacts>>,
): Equipment => {
  const listeners: ((reading: Sent) => void)[] = []
  const tell = (reading: Sent) => {
    for (const listen of listeners) listen(reading)
  }
  const lockReading = (subject: string, { facts, at }: Known<LockFacts>): SentLock => ({
    kind: 'lock',
    subject,
    municipality,
    at: { ms: at, source: 'door', uncertaintyMs: facts.clock === 'lost' ? 3_600_000 : 1_000 },
    ...facts,
  })
  const unitReading = (subject: string, { facts, at }: Known<HomeUnitFacts>): SentHomeUnit => ({
    kind: 'homeUnit',
    subject,
    municipality,
    at: { ms: at, source: 'door', uncertaintyMs: 1_000 },
    ...facts,
  })
  return {
    lock: (id) => locks.get(id)?.facts,
    homeUnit: (id) => homeUnits.get(id)?.facts,
    changeLock: (id, change) => {
      const known = locks.get(id)
      if (!known) throw new Error(`no such lock: ${id}`)
      const next = { facts: { ...known.facts, ...change }, at: now() }
      locks.set(id, next)
      tell(lockReading(id, next))
    },
    changeHomeUnit: (id, change) => {
      const known = homeUnits.get(id)
      if (!known) throw new Error(`no such home unit: ${id}`)
      const next = { facts: { ...known.facts, ...change }, at: now() }
      homeUnits.set(id, next)
      tell(unitReading(id, next))
    },
    lockIds: [...locks.keys()],
    homeUnitIds: [...homeUnits.keys()],
    *readings() {
      for (const [id, known] of locks) yield lockReading(id, known)
      for (const [id, known] of homeUnits) yield unitReading(id, known)
    },
    onReading: (listen) => {
      listeners.push(listen)
    },
  }
}
