import { hangsAnew, keyDoorOf } from '../hardware/oldKey.ts'
import { emptyReport } from '../hardware/report.ts'
import type { HardwareTestRow } from '../hardware/rows.ts'
import { typicalOf } from '../hardware/typical.ts'
import { reuseBarredBy, verdictOf } from '../hardware/verdict.ts'
import type { Draft } from '../journal/kinds.ts'
import { never, ok, type Result, refuse } from '../result.ts'
import { hour, type Ms } from '../time.ts'
import type { Command, CommandArgs } from './command.ts'
import type { Situation } from './situation.ts'

/** A test takes minutes: one that is open for so long was left behind by a bench that will not come back (ours). */
const leftAfter: Ms = hour

type WorkbenchCommand = Extract<Command, { name: 'beginTest' | 'noteWipe' | 'finishTest' | 'signTest' }>

/** Hands on hardware: what a workbench says of a unit, and what it is let do with it. */
export const decideWorkbench = (command: WorkbenchCommand, s: Situation): Result<readonly Draft[]> => {
  switch (command.name) {
    case 'beginTest':
      return begin(command.args, s)
    case 'noteWipe':
      return noteWipe(s)
    case 'finishTest':
      return finish(command.args, s)
    case 'signTest':
      return sign(command.args, s)
    default:
      return never(command)
  }
}

const begin = (args: CommandArgs<'beginTest'>, s: Situation): Result<readonly Draft[]> => {
  const { stock, lock, door, hangsAt, test, open, keyAtHand } = s.hardware
  if (!stock || !lock || hangsAnew(stock, hangsAt)) return refuse('notInStock', { serial: args.serial })
  if (test) return refuse('unitOnTest', onTest(test))
  if (open && !isLeft(open, s)) return refuse('unitOnTest', onTest(open))
  const keyReleased = args.driver === 'vaktrom'
  if (keyReleased && !keyAtHand) return refuse('noServiceKey', { serial: args.serial })
  const mayWipe = isOurs(lock)
  return ok([
    ...(open ? [ended(open, s, { report: emptyReport(open.serial), end: 'benchLost', atStep: null })] : []),
    {
      kind: 'hardware.testBegun',
      caseId: null,
      payload: {
        testId: args.testId,
        lockId: stock.id,
        serial: stock.serial,
        driver: args.driver,
        keyReleased,
        mayWipe,
        oldKeyDoorId: keyReleased && mayWipe ? keyDoorOf(stock, door) : null,
        personId: s.who.personId,
        workplaceId: s.who.workplaceId,
      },
    },
  ])
}

/** Of a unit that the registry has lost nobody could say so. */
const isOurs = (lock: Situation['hardware']['lock']): boolean =>
  lock !== undefined && lock.ownedBy !== 'resident'

/** A workplace has one bench: whatever it began before is over. */
const isLeft = (open: HardwareTestRow, s: Situation): boolean =>
  open.workplaceId === s.who.workplaceId || s.now - open.begunAt > leftAfter

const onTest = (test: HardwareTestRow) => ({ by: test.personId, byKind: 'person', at: test.begunAt })

/** Only whoever began it, where they began it, and only while it runs: nothing is wiped on anybody else's word. */
const noteWipe = (s: Situation): Result<readonly Draft[]> => {
  const { test, lock } = s.hardware
  if (!test) return refuse('unknownTest')
  if (test.personId !== s.who.personId || test.workplaceId !== s.who.workplaceId)
    return refuse('notYourTest', onTest(test))
  if (test.endedAt !== null) return refuse('testEnded', { at: test.endedAt })
  // Whose it is may have been put right since it began.
  if (!test.mayWipe || !isOurs(lock)) return refuse('ownedByResident', { serial: test.serial })
  if (!test.keyReleased) return refuse('noServiceKey', { serial: test.serial })
  if (test.wipeBegunAt !== null) return ok([])
  return ok([{ kind: 'hardware.wipeBegun', caseId: null, payload: { testId: test.id, lockId: test.lockId } }])
}

/** By whoever sits at that bench now: the one who began may have gone home. Said twice, it is known. */
const finish = (args: CommandArgs<'finishTest'>, s: Situation): Result<readonly Draft[]> => {
  const { test } = s.hardware
  if (!test || args.report.serial !== test.serial) return refuse('unknownTest')
  if (test.workplaceId !== s.who.workplaceId) return refuse('notYourTest', onTest(test))
  if (test.endedAt !== null) return ok([])
  return ok([ended(test, s, args)])
}

type Ended = Pick<CommandArgs<'finishTest'>, 'report' | 'end' | 'atStep'> & { readonly halfWiped?: boolean }

const ended = (test: HardwareTestRow, s: Situation, { report, end, atStep, halfWiped }: Ended): Draft => ({
  kind: 'hardware.tested',
  caseId: null,
  payload: {
    testId: test.id,
    lockId: test.lockId,
    report,
    end,
    step: atStep,
    halfWiped: halfWiped ?? test.wipeBegunAt !== null,
    verdict: verdictOf(report, typicalOf(s.hardware.lock?.model), test).kind,
  },
})

/** The name of a person stands for the unit from here on; it stands for no unit with somebody's keys in it. */
const sign = ({ verdict }: CommandArgs<'signTest'>, s: Situation): Result<readonly Draft[]> => {
  const { test, stock, lock } = s.hardware
  if (!test || !stock) return refuse('unknownTest')
  if (test.endedAt === null) return refuse('testRuns', onTest(test))
  if (test.signedBy !== null)
    return refuse('alreadySigned', { by: test.signedBy, byKind: 'person', at: test.signedAt ?? s.now })
  if (stock.newestTestId !== test.id) return refuse('testEnded', { at: test.endedAt })
  if (verdict === 'reuse') {
    // Whose it is may have been put right since it began.
    if (!isOurs(lock)) return refuse('ownedByResident', { serial: test.serial })
    const barred = reuseBarredBy(test, stock.halfWipedIn !== null)
    if (barred !== null) return refuse(barred, { serial: test.serial })
  }
  return ok([
    {
      kind: 'hardware.signed',
      caseId: null,
      payload: { testId: test.id, lockId: test.lockId, verdict },
    },
  ])
}
