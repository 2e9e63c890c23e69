import { codeFrom, codesAtOnce, windowOf } from '../access/spokenCode.ts'
import type { Draft } from '../journal/kinds.ts'
import type { AlarmRow } from '../journal/rows.ts'
import type { ChainStep } from '../registry/rows.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { CommandArgs } from './command.ts'
import type { Situation } from './situation.ts'

/** A code for whoever hears it: no holder can be proved, and nothing takes it back. */
export const decideCode = (
  args: CommandArgs<'issueCode'>,
  alarm: AlarmRow,
  s: Situation,
): Result<readonly Draft[]> => {
  if (!hasKeypad(args.step, s)) return refuse('noKeypad')
  const taken = new Set(s.codes.map((code) => code.serial))
  const serial = Array.from({ length: codesAtOnce }, (_, n) => n).find((n) => !taken.has(n))
  if (serial === undefined) return refuse('tooManyCodes', { most: codesAtOnce })
  const { step, hours, reason } = args
  const code = codeFrom(s.now, hours, serial)
  const { from } = windowOf(code)
  return ok([
    {
      kind: 'code.issued',
      caseId: alarm.id,
      payload: { codeId: s.codeIdOf(step, code), step, from, hours, serial, reason },
    },
  ])
}

const hasKeypad = (step: ChainStep, s: Situation): boolean => {
  if (!isOnTheWay(step, s)) return false
  if (step.kind === 'keyStore') return s.keyStore?.keypad === true
  const door = s.doors.find((d) => d.id === step.doorId)
  const lock = s.locks.find((l) => l.id === door?.lockId)
  return lock?.keypad === true && lock.traceable
}

const isOnTheWay = (step: ChainStep, s: Situation): boolean =>
  step.kind === 'door'
    ? s.doors.some((d) => d.id === step.doorId)
    : s.homes.some(({ chain }) =>
        chain.some((one) => one.kind === 'keyStore' && one.keyStoreId === step.keyStoreId),
      )

/** That it was shown is all that will ever be known of a shared code. */
export const decideReveal = (
  args: CommandArgs<'revealSharedCode'>,
  alarm: AlarmRow,
  s: Situation,
): Result<readonly Draft[]> => {
  const door = s.doors.find((d) => d.id === args.doorId)
  if (!door) return refuse('doorNotInChain', { door: args.doorId })
  if (!door.sharedCode) return refuse('noSharedCode', { door: door.label })
  return ok([{ kind: 'sharedCode.revealed', caseId: alarm.id, payload: { doorId: door.id } }])
}

export const decideHandOut = (
  args: CommandArgs<'handOutKey'>,
  alarm: AlarmRow,
  s: Situation,
): Result<readonly Draft[]> => {
  const { unit, keyStore } = s
  if (!unit) return refuse('unknownUnit')
  if (!keyStore || !isOnTheWay({ kind: 'keyStore', keyStoreId: keyStore.id }, s))
    return refuse('unknownKeyStore')
  const out = s.loans.find((loan) => loan.keyStoreId === keyStore.id && loan.returnedAt === null)
  if (out) return refuse('keyIsOut', { caseId: out.caseId, at: out.outAt })
  return ok([
    {
      kind: 'key.handedOut',
      caseId: alarm.id,
      payload: {
        loanId: s.newId(),
        keyStoreId: args.keyStoreId,
        unitId: unit.id,
        personId: s.signedOn?.personId ?? unit.crew[0] ?? null,
      },
    },
  ])
}

/** A key comes back when it comes back, often after the case is closed. */
export const decideReturnKey = (args: CommandArgs<'returnKey'>, s: Situation): Result<readonly Draft[]> => {
  const loan = s.loans.find((one) => one.id === args.loanId)
  if (!loan) return refuse('unknownKeyStore')
  if (loan.returnedAt !== null) return refuse('keyIsBack', { caseId: loan.caseId, at: loan.returnedAt })
  return ok([{ kind: 'key.returned', caseId: loan.caseId, payload: { loanId: loan.id } }])
}
