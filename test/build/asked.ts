import { blockReasons, strikeReasons, verdicts } from '../../src-domain/access/words.ts'
import { outcomes } from '../../src-domain/alarm/words.ts'
import type { Command } from '../../src-domain/command/command.ts'
import { emptyReport } from '../../src-domain/hardware/report.ts'
import { verdictKind } from '../../src-domain/hardware/verdict.ts'
import { testEnds } from '../../src-domain/hardware/words.ts'
import type { ChainStep } from '../../src-domain/registry/rows.ts'
import { type Rows, uuidOf } from './journal.ts'
import { wipedReport } from './report.ts'

/** Which command, and a number from which everything in it is chosen. */
export type Asked = { readonly make: number; readonly n: number }

/** Numbers below this choose every mixture of unit, doors and window. */
export const choices = 4 * 3 * 5 * 7

/** Those of them that name a crew on shift, with its number where it needs one, and doors with a lock of ours. */
export const goodChoices: readonly number[] = Array.from({ length: choices }, (_, n) => n).filter(
  (n) => (n % 4 === 0 || n % 8 === 3) && (n % 5 === 1 || n % 5 === 2),
)

const nowhere = uuidOf(0xffff_ffff_ffff)
const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(all.length, 1)]
const idOf = (all: readonly { readonly id: string }[], n: number): string => pick(all, n)?.id ?? nowhere

const serials = ['door-1', 'door-2', 'door-private', 'door-nowhere']
const doorSets = [[], ['door-1'], ['door-1', 'door-2'], ['door-private'], ['door-nowhere']]
const steps: readonly ChainStep[] = [
  { kind: 'door', doorId: 'door-2' },
  { kind: 'keyStore', keyStoreId: 'box-1' },
  { kind: 'door', doorId: 'door-1' },
]

type Maker = (caseId: string, n: number, around: { rows: Rows; now: number; newId: () => string }) => Command

/** In an order that tests count on: what is new comes last. */
const makers: readonly Maker[] = [
  (caseId) => ({ name: 'answer', args: { caseId } }),
  (caseId, n, { rows }) => ({
    name: 'acknowledgePress',
    args: { caseId, pressId: idOf(rows.load('alarm', caseId)?.presses ?? [], n) },
  }),
  (caseId) => ({ name: 'return', args: { caseId, reason: 'notMine', note: '' } }),
  (caseId) => ({ name: 'takeOver', args: { caseId, reason: 'agreed', note: '' } }),
  (caseId, _, { now }) => ({ name: 'hold', args: { caseId, heldAt: now } }),
  (caseId) => ({ name: 'note', args: { caseId, text: 'said so' } }),
  (caseId, n) => ({ name: 'dispatch', args: { caseId, unitId: unitAt(n) } }),
  (caseId, n, { rows }) => ({
    name: 'recall',
    args: {
      caseId,
      dispatchId: idOf(
        rows.of('dispatch').filter((d) => d.caseId === caseId),
        n,
      ),
    },
  }),
  (caseId, n) => ({
    name: 'grant',
    args: {
      caseId,
      unitId: unitAt(n),
      handsetId: `hs-${unitAt(n)}`,
      doorIds: pick(doorSets, n) ?? [],
      startsIn: n % 7 === 3 ? 15 : 0,
      minutes: 30,
      reason: 'alarm',
      offline: n % 3 === 1,
      incidentNumber: n % 8 === 3 ? '26-0412' : null,
    },
  }),
  (caseId, n, { rows }) => ({
    name: 'revoke',
    args: {
      caseId,
      grantId: idOf(
        rows.of('grant').filter((g) => g.caseId === caseId),
        n,
      ),
      reason: 'mistake',
    },
  }),
  (caseId, n) => ({
    name: 'close',
    args: { caseId, outcome: pick(outcomes, n) ?? 'noContact', note: '' },
  }),
  (_, n, { newId }) => ({
    name: 'openIncident',
    args: { caseId: newId(), homeId: `h-${n % 3}`, number: n % 2 === 0 ? '26-0413' : null, note: 'smoke' },
  }),
  (caseId, n) => ({
    name: 'issueCode',
    args: { caseId, step: pick(steps, n) ?? { kind: 'door', doorId: '?' }, hours: 6, reason: 'alarm' },
  }),
  (caseId, n) => ({
    name: 'revealSharedCode',
    args: { caseId, doorId: n % 2 === 0 ? 'door-private' : 'door-1' },
  }),
  (caseId, n) => ({ name: 'handOutKey', args: { caseId, keyStoreId: 'box-1', unitId: unitAt(n) } }),
  (caseId, n, { rows }) => ({ name: 'returnKey', args: { caseId, loanId: idOf(rows.of('keyLoan'), n) } }),
  (_, n) => ({
    name: 'blockHandset',
    args: { handsetId: `hs-${unitAt(n)}`, reason: pick(blockReasons, n) ?? 'lost', note: '' },
  }),
  (_, n) => ({ name: 'unblockHandset', args: { handsetId: `hs-${unitAt(n)}`, note: 'found' } }),
  (_, n, { rows }) => {
    const of = n % 2 === 0 ? 'grant' : 'code'
    const row = pick(rows.of(of), n)
    return {
      name: 'review',
      args: {
        caseId: row?.caseId ?? nowhere,
        of,
        id: row?.id ?? nowhere,
        verdict: pick(verdicts, n) ?? 'justified',
        note: n % 5 === 0 ? '' : 'looked at',
      },
    }
  },
  () => ({ name: 'rotateKey', args: {} }),
  (_, n, { rows }) => ({ name: 'retireKey', args: { keyId: keyAt(rows, n) } }),
  (_, n, { rows }) => ({
    name: 'strikeOffKey',
    args: { keyId: keyAt(rows, n), reason: pick(strikeReasons, n) ?? 'lost', note: '' },
  }),
  (caseId, n) => ({
    name: 'numberIncident',
    args: { caseId, number: `26-${n}`, ...(n % 3 === 0 ? { from: null } : {}) },
  }),
  (_, n, { newId }) => ({
    name: 'beginTest',
    args: {
      testId: newId(),
      serial: pick(serials, n) ?? '',
      driver: n % 5 === 4 ? 'generic' : 'vaktrom',
    },
  }),
  (_, n, { rows }) => ({ name: 'noteWipe', args: { testId: testAt(rows, n) } }),
  (_, n, { rows }) => {
    const testId = testAt(rows, n)
    const serial = rows.load('hardwareTest', testId)?.serial ?? 'none'
    return {
      name: 'finishTest',
      args: {
        testId,
        report: n % 2 === 0 ? wipedReport(serial) : emptyReport(serial),
        end: pick(testEnds, n) ?? 'done',
        atStep: n % 3 === 0 ? 'motor' : null,
        halfWiped: n % 7 === 0,
      },
    }
  },
  (_, n, { rows }) => ({
    name: 'signTest',
    args: { testId: testAt(rows, n), verdict: pick(verdictKind.options, n) ?? 'repair' },
  }),
]
export const kindsOfCommand = makers.length

const testAt = (rows: Rows, n: number): string => idOf(rows.of('hardwareTest').toReversed(), n % 2)
const unitAt = (n: number): string => `unit-${(n % 4) + 1}`
const keyAt = (rows: Rows, n: number): string =>
  pick(rows.load('trust', 'trust')?.keys ?? [], n)?.keyId ?? 'key-none'

export const commandOf = (
  { make, n }: Asked,
  caseId: string,
  around: { readonly rows: Rows; readonly now: number; readonly newId: () => string },
): Command => {
  const maker = pick(makers, make)
  if (!maker) throw new Error('no command to ask for')
  return maker(caseId, n, around)
}
