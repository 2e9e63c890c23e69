import type { Draft } from '../../src-domain/journal/kinds.ts'
import { ok, refuse } from '../../src-domain/result.ts'
import { centreInstant } from '../../src-domain/time.ts'
import { entryFor, type Reader, registryRowFor } from '../../src-domain/wire/mayRead.ts'
import { type AskAnswer, type AskArgs, fromConsole } from '../../src-domain/wire/protocol.ts'
import { tellBenchKeys } from '../workbench/benchKeys.ts'
import type { Parts } from './parts.ts'
import type { Seat } from './seat.ts'
import { tellSecret } from './secret.ts'
import { answer, type Line } from './socket.ts'
import { openTheirs } from './theirs.ts'

/** What a console may ask, apart from `resume`. */
export const answerConsole = (line: Line, { workplaceId, reader }: Seat, parts: Parts): void => {
  const { signIn, commands, store } = parts
  const theirs = openTheirs(store, reader)
  answer(line, 'presented', fromConsole.presented.args, ({ presses }) =>
    presented(parts, workplaceId, { presses: presses.filter((p) => theirs.case(p.caseId)) }),
  )
  answer(line, 'alive', fromConsole.alive.args, (args) => {
    parts.attendance.alive(workplaceId, args, reader)
    return ok({})
  })
  answer(line, 'looking', fromConsole.looking.args, ({ session, cases }) => {
    parts.presence.look(workplaceId, session, cases.filter(theirs.case))
    return ok({})
  })
  answer(line, 'erased', fromConsole.erased.args, async ({ through }) => {
    const known = Math.min(through, parts.journal.head().seq)
    await parts.journal.write(() => store.erasures.confirm(workplaceId, known, parts.clock.now()))
    return ok({})
  })
  answer(line, 'command', fromConsole.command.args, (args) => {
    const foreign = theirs.foreignIn(args.args)
    return foreign === null ? commands.command(workplaceId, args) : refuse(foreign)
  })
  answer(line, 'outcome', fromConsole.outcome.args, ({ id }) => commands.outcome(workplaceId, id))
  answer(line, 'signIn', fromConsole.signIn.args, ({ personId, pin }) =>
    signIn.signIn(workplaceId, personId, pin),
  )
  answer(line, 'signOut', fromConsole.signOut.args, async ({ token }) => {
    await signIn.signOut(workplaceId, token)
    return ok({})
  })
  answer(line, 'session', fromConsole.session.args, async ({ token, renew }) =>
    renew ? signIn.renew(workplaceId, token) : signIn.session(workplaceId, token),
  )
  answer(line, 'prove', fromConsole.prove.args, ({ token, pin }) =>
    signIn.proveAgain(workplaceId, token, pin),
  )
  answer(line, 'secret', fromConsole.secret.args, (args) =>
    theirs.case(args.caseId) ? tellSecret(parts, workplaceId, args) : refuse('secretWithheld'),
  )
  answer(line, 'benchKeys', fromConsole.benchKeys.args, (args) =>
    theirs.foreignIn(args) === null ? tellBenchKeys(parts, workplaceId, args) : refuse('secretWithheld'),
  )
  answer(line, 'responders', fromConsole.responders.args, ({ caseId }) =>
    theirs.case(caseId) ? responders(parts, reader, caseId) : refuse('unknownCase'),
  )
  answer(line, 'caseHistory', fromConsole.caseHistory.args, ({ caseId }) =>
    ok({ entries: store.entries.ofCase(caseId).map((entry) => entryFor(reader, entry)) }),
  )
  answer(line, 'practice', fromConsole.practice.args, parts.instruct)
}

/** Once for each workplace and press: this alone stops the escalation. */
const presented = async (
  { journal, store, clock }: Parts,
  workplaceId: string,
  { presses }: AskArgs<'presented'>,
): Promise<AskAnswer<'presented'>> => {
  await journal.write(() => {
    for (const { caseId, pressId } of presses) {
      const alarm = store.rows.load('alarm', caseId)
      const known = alarm?.presses.some((p) => p.id === pressId)
      const said = alarm?.presentedAt.some((p) => p.workplaceId === workplaceId && p.pressId === pressId)
      if (!known || said) continue
      const draft: Draft = { kind: 'alarm.presented', caseId, payload: { workplaceId, pressId } }
      journal.append([draft], {
        by: { kind: 'workplace', id: workplaceId },
        at: centreInstant(clock.now()),
        receivedAt: clock.now(),
        causedBy: pressId,
      })
    }
  })
  return ok({})
}

/** Travel times by road of all units on shift that the workplace may know of, nearest first. */
const responders = (
  { store, travel, clock }: Parts,
  reader: Reader,
  caseId: string,
): AskAnswer<'responders'> => {
  const alarm = store.rows.load('alarm', caseId)
  if (!alarm) return refuse('unknownCase')
  const home = alarm.homeId === null ? undefined : store.registry.get('home', alarm.homeId)
  if (!home) return ok({ responders: [], at: clock.now() })
  const units = store.registry
    .all('unit')
    .filter((unit) => unit.onShift && registryRowFor(reader, 'unit', unit) !== null)
    .map((unit) => ({ unitId: unit.id, position: store.telemetry.ofUnit(unit.id)?.position ?? unit.base }))
  const ways = travel(home.entrance, units).map(({ unitId, seconds, metres }) => ({
    unitId,
    seconds: Math.round(seconds),
    metres: Math.round(metres),
  }))
  return ok({ responders: ways.toSorted((a, b) => a.seconds - b.seconds), at: clock.now() })
}
