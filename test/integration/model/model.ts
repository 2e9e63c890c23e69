import { sha256 } from '../../../src-centre/crypto.ts'
import { tablesInOrder } from '../../../src-centre/store/rows.ts'
import { basisOf } from '../../../src-domain/command/collision.ts'
import { decide } from '../../../src-domain/command/decide.ts'
import type { Entry } from '../../../src-domain/journal/envelope.ts'
import type { Fact } from '../../../src-domain/journal/kinds.ts'
import { personalWords, readFact } from '../../../src-domain/journal/read.ts'
import type { RowChange } from '../../../src-domain/journal/rows.ts'
import { stateHash } from '../../../src-domain/journal/stateHash.ts'
import { Rows } from '../../build/journal.ts'
import { situationOf } from '../../build/situation.ts'
import { openProfile } from '../core/desk.ts'
import type { Asked, World } from './world.ts'

/** Refused on the way, or because a session or a line was not what it had been: no state of a case explains these. */
const onTheWay = ['tooLate', 'centreAway', 'notSignedIn']

/**
 * Holds the world against the rules of the domain, folded in the order of the journal: what is wrong, in words. The
 * model is nothing but those rules: no socket, no disk, no clock.
 */
export const faultsOf = (world: World): string[] => {
  const entries = world.centre.store.entries.after(0, world.head(), 1_000_000)
  const run = runModel(world, entries)
  return [
    ...world.asked.flatMap((one) => toldFaults(world, one, run)),
    ...unasked(world, entries),
    ...rowsFaults(world, run.rows),
    ...bannerFaults(world),
  ]
}

type Run = {
  readonly rows: Rows
  /** Entries by the command that led to them. */
  readonly ledTo: ReadonlyMap<string, readonly Entry[]>
  /** What the rules would have answered where it was decided, and what it was in truth, where those differ. */
  readonly differs: ReadonlyMap<string, string>
  /** Refused commands that the rules refuse the same way somewhere between asking and answer. */
  readonly explained: ReadonlySet<string>
}

const runModel = (world: World, entries: readonly Entry[]): Run => {
  const rows = new Rows()
  const facts: Fact[] = []
  const ledTo = Map.groupBy(entries, ({ causedBy }) => causedBy ?? '')
  const byId = new Map(world.asked.map((one) => [one.commandId, one]))
  const differs = new Map<string, string>()
  const explained = new Set<string>()
  const refused = world.asked.filter((one) => world.outcomeOf(one)?.state === 'refused')

  /** What the rules answer here and now: the kinds of the facts, or why not. */
  const answer = ({ seat, command }: Asked, now: number): string => {
    const basis = basisOf(command)
    const caseId = 'caseId' in command.args ? command.args.caseId : null
    const decided = decide(command, {
      ...situationOf(placeOf(world), rows, command, { now, newId: () => crypto.randomUUID(), who: seat }),
      since: basis === null ? [] : facts.filter((fact) => fact.caseId === caseId && fact.seq > basis),
    })
    return decided.ok ? decided.value.map(({ kind }) => kind).join() : decided.error.code
  }

  const look = (now: number, seq: number): void => {
    for (const one of refused) {
      if (seq < one.from || seq > (one.through ?? Number.POSITIVE_INFINITY)) continue
      if (answer(one, now) === world.outcomeOf(one)?.error?.code) explained.add(one.commandId)
    }
  }

  look(entries[0]?.receivedAt ?? 0, 0)
  for (const entry of entries) {
    const asked = byId.get(entry.causedBy ?? '')
    const group = ledTo.get(entry.causedBy ?? '') ?? []
    if (asked && group[0] === entry) {
      const rule = answer(asked, entry.receivedAt)
      const truth = group.map(({ kind }) => kind).join()
      if (rule !== truth) differs.set(asked.commandId, `${rule} by the rules, ${truth} in the journal`)
    }
    rows.apply(entry)
    const read = readFact(entry)
    if (read.ok) facts.push(read.fact)
    look(entry.receivedAt, entry.seq)
  }
  return { rows, ledTo, differs, explained }
}

const placeOf = ({ centre: { store } }: World) => ({
  residents: store.registry.all('resident'),
  homes: store.registry.all('home'),
  doors: store.registry.all('door'),
  locks: store.registry.all('lock'),
  keyStores: store.registry.all('keyStore'),
  units: store.registry.all('unit'),
  handsets: store.registry.all('handset'),
})

/** Everybody was told, and told the truth. */
const toldFaults = (world: World, one: Asked, run: Run): string[] => {
  const { command, commandId } = one
  const who = `${one.seat.personId}: ${command.name} ${commandId}`
  const told = world.outcomeOf(one)
  const led = run.ledTo.get(commandId) ?? []
  if (told?.state !== 'done' && told?.state !== 'refused') return [`${who} was never told an outcome`]
  // One that waited on the disk was sent again under another id: its text says which it was.
  const isDone = led.length > 0 || (command.name === 'note' && textTimes(run, command.args.text) > 0)
  const faults: string[] = []
  if (told.state === 'done' && !isDone && command.name !== 'acknowledgePress')
    faults.push(`${who} was told "done", and nothing was`)
  if (told.state === 'refused' && isDone)
    faults.push(`${who} was told "${told.error?.code}", and ${led.map(({ kind }) => kind).join()} was done`)
  const code = told.error?.code ?? ''
  if (told.state === 'refused' && !onTheWay.includes(code) && !run.explained.has(commandId))
    faults.push(`${who} was refused with ${code}, which no state between asking and answer explains`)
  const differs = run.differs.get(commandId)
  return differs ? [...faults, `${who}: ${differs}`] : faults
}

const textTimes = ({ ledTo }: Run, text: string): number =>
  [...ledTo.values()].flat().filter((entry) => personalWords(entry).text === text).length

/** Nothing is done twice, and nothing that nobody asked for. */
const unasked = (world: World, entries: readonly Entry[]): string[] => {
  const ids = new Set(world.asked.map(({ commandId }) => commandId))
  const people = new Set(world.seats.map(({ personId }) => personId))
  const texts = new Set<string>()
  return entries.flatMap((entry) => {
    if (!people.has(entry.by.id) || entry.kind.startsWith('session.')) return []
    if (entry.kind === 'case.noted') {
      const { text = '' } = personalWords(entry)
      if (texts.has(text)) return [`"${text}" was written twice`]
      texts.add(text)
      return []
    }
    return ids.has(entry.causedBy ?? '') ? [] : [`${entry.by.id} never asked for ${entry.kind} ${entry.seq}`]
  })
}

/** The centre, the model and every replica hold the same. */
const rowsFaults = (world: World, model: Rows): string[] => {
  const { rows } = world.centre.store
  const centre: RowChange[] = tablesInOrder.flatMap((table) => rows.slice(table, '', 100_000))
  const hash = stateHash(centre, sha256)
  const head = world.centre.journal.head()
  const replicas = world.seats.flatMap(({ personId, profile }) => {
    const replica = openProfile(profile)
    const standing = replica.replica.standing()
    const theirs = stateHash(replica.rows.all(), sha256)
    replica.close()
    if (standing.seq !== head.seq) return [`${personId} has ${standing.seq} of ${head.seq} entries`]
    if (standing.hash !== head.hash) return [`${personId} has another chain`]
    return theirs === hash ? [] : [`${personId} has other rows than the centre`]
  })
  return [...(model.hash() === hash ? [] : ['the centre has other rows than the model']), ...replicas]
}

/** A bad line is no reason to say that the journal was tampered with, or that something could not be read. */
const bannerFaults = ({ seats }: World): string[] =>
  seats.flatMap(({ personId, desk }) => {
    const { chainBroken = null, unreadable } = desk.seen.health ?? {}
    return [
      ...(chainBroken ? [`${personId} sees a broken chain at ${chainBroken.seq}: ${chainBroken.fault}`] : []),
      ...(unreadable?.count ? [`${personId} could not read ${unreadable.latest}`] : []),
    ]
  })
