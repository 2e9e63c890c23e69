import { ranInto } from '../../src-domain/command/collision.ts'
import { type Command, type CommandName, commands } from '../../src-domain/command/command.ts'
import { decide } from '../../src-domain/command/decide.ts'
import { ok, type Refusal, type Result, refuse } from '../../src-domain/result.ts'
import { centreInstant, type Instant, type Ms } from '../../src-domain/time.ts'
import type { AskAnswer, AskArgs } from '../../src-domain/wire/protocol.ts'
import type { CentreClock } from '../clock.ts'
import type { Journal } from '../journal/journal.ts'
import type { SignIn } from '../signIn.ts'
import type { CommandOutcome } from '../store/commands.ts'
import type { Store } from '../store/store.ts'
import { factsOf, type Surrounding, situationOf } from './situation.ts'

/** How far a console's own clock may be off when it says when something was held. */
const consoleUncertainty: Ms = 2_000

export type CommandPath = {
  readonly command: (workplaceId: string, asked: AskArgs<'command'>) => Promise<AskAnswer<'command'>>
  readonly outcome: (workplaceId: string, id: string) => Promise<AskAnswer<'outcome'>>
}

/**
 * The one way of every command: known already? → who → in time → readable → the domain's rule → the journal.
 * Its outcome is committed with what it led to, so the same id is answered the same for ever.
 */
export const openCommandPath = (
  store: Store,
  journal: Journal,
  signIn: SignIn,
  around: Surrounding,
  { now, hasPassed }: Pick<CentreClock, 'now' | 'hasPassed'>,
): CommandPath => {
  const command: CommandPath['command'] = (workplaceId, asked) =>
    journal.write(() => {
      const known = store.commands.find(asked.id)
      if (known) return answerOf(asked.id, known)
      const outcome = outcomeOf(workplaceId, asked)
      store.commands.put(asked.id, workplaceId, now(), outcome)
      return answerOf(asked.id, outcome)
    })

  const outcomeOf = (workplaceId: string, asked: AskArgs<'command'>): CommandOutcome => {
    const name = isCommand(asked.name) ? asked.name : null
    const { session: token } = asked
    const session = token === null ? refuse('notSignedIn') : signIn.allow(workplaceId, token, name)
    if (!session.ok) return refused(session.error)
    if (hasPassed(asked.notAfter)) return refused({ code: 'tooLate', detail: { at: asked.notAfter } })
    const parsed = readCommand(asked.name, asked.args)
    if (!parsed.ok) return refused(parsed.error)
    const { person } = session.value
    const who = { personId: person.id, role: person.role, workplaceId }
    const decided = decide(parsed.value, situationOf(store, around, now(), who, parsed.value))
    if (!decided.ok) return refused(ranInto(decided.error, parsed.value, (caseId) => factsOf(store, caseId)))
    const entries = journal.append(decided.value, {
      by: { kind: 'person', id: person.id },
      at: momentOf(parsed.value, now()),
      receivedAt: now(),
      causedBy: asked.id,
    })
    if (token !== null) signIn.did(token)
    const seq = entries.at(-1)?.seq ?? journal.head().seq
    return { state: 'done', seq, entryIds: entries.map((e) => e.id) }
  }

  /** Asked about before it came: it may still be under way, and must then not be done any more. */
  const outcome: CommandPath['outcome'] = (workplaceId, id) =>
    journal.write(() => {
      const known = store.commands.find(id)
      if (known) return ok(known.state === 'void' ? { state: 'unknown' } : known)
      store.commands.put(id, workplaceId, now(), { state: 'void' })
      return ok({ state: 'unknown' })
    })

  return { command, outcome }
}

const refused = (error: Refusal): CommandOutcome => ({
  state: 'refused',
  error: { code: error.code, detail: { ...error.detail } },
})

const answerOf = (commandId: string, outcome: CommandOutcome): AskAnswer<'command'> => {
  if (outcome.state === 'done') return ok({ commandId, seq: outcome.seq, entryIds: outcome.entryIds })
  return { ok: false, error: outcome.state === 'void' ? { code: 'tooLate', detail: {} } : outcome.error }
}

/** What was said while the centre was away happened when it was said. */
const momentOf = (command: Command, now: Ms): Instant =>
  command.name === 'hold'
    ? { ms: Math.min(command.args.heldAt, now), source: 'console', uncertaintyMs: consoleUncertainty }
    : centreInstant(now)

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

const readCommand = (name: string, args: unknown): Result<Command> => {
  if (!isCommand(name)) return refuse('unknownCommand', { name })
  const read = commands[name].safeParse(args)
  if (read.success) return ok(commandOf(name, read.data))
  const issue = read.error.issues[0]
  return refuse('unreadable', { where: issue?.path.join('.') ?? '', why: issue?.message ?? '' })
}

/** The schema that read `args` was chosen by `name`, which the compiler cannot follow. */
const commandOf = (name: CommandName, args: unknown): Command => ({ name, args }) as Command
