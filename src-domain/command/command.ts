import { z } from 'zod'
import {
  blockReason,
  grantReason,
  incidentNumber,
  revokeReason,
  strikeReason,
  verdict,
} from '../access/words.ts'
import { outcome, returnReason, takeOverReason } from '../alarm/words.ts'
import { testReport, testStep } from '../hardware/report.ts'
import { verdictKind } from '../hardware/verdict.ts'
import { driverName, testEnd } from '../hardware/words.ts'
import { id, uuid } from '../ids.ts'
import { chainStep } from '../registry/rows.ts'
import { ms } from '../time.ts'

const note = z.string().trim().max(4_000)

/** The newest journal entry of the case that whoever asks had before their eyes; what changed since may weigh. */
const basedOn = z.int().min(0).optional()

/** Everything that a person can ask the centre to do, by name, with what it needs to know. */
export const commands = {
  answer: z.object({ caseId: uuid }),
  acknowledgePress: z.object({ caseId: uuid, pressId: uuid }),
  return: z.object({ caseId: uuid, reason: returnReason, note }),
  takeOver: z.object({
    caseId: uuid,
    reason: takeOverReason,
    note,
    /** From whom, as the screen showed it: somebody else may have been faster. */
    from: id.optional(),
  }),
  hold: z.object({ caseId: uuid, heldAt: ms }),
  note: z.object({ caseId: uuid, text: note.min(1) }),
  dispatch: z.object({ caseId: uuid, unitId: id }),
  recall: z.object({ caseId: uuid, dispatchId: uuid }),
  grant: z.object({
    caseId: uuid,
    unitId: id,
    handsetId: id,
    doorIds: z.array(id).max(64),
    /** From when on, and for how long. */
    startsIn: z.int().min(0).max(240).default(0),
    minutes: z.int().min(5).max(240),
    reason: grantReason,
    /** Works without coverage and cannot be taken back: chosen with open eyes, never by default. */
    offline: z.boolean().default(false),
    /** Fire & rescue's own number; a fire crew gets nothing without one. */
    incidentNumber: incidentNumber.nullable().default(null),
    basedOn,
  }),
  revoke: z.object({ caseId: uuid, grantId: uuid, reason: revokeReason }),
  close: z.object({ caseId: uuid, outcome, note, basedOn }),
  /** `caseId` is chosen by whoever opens it, so that the window can go there at once. `homeId`: any home of the block. */
  openIncident: z.object({ caseId: uuid, homeId: id, number: incidentNumber.nullable(), note }),
  /** Fire & rescue's own number, which often comes later; `from`: what stood there on the screen. */
  numberIncident: z.object({
    caseId: uuid,
    number: incidentNumber,
    from: incidentNumber.nullable().optional(),
  }),
  /** Which code it is follows from the entry; the digits are asked for apart (`secret`). */
  issueCode: z.object({ caseId: uuid, step: chainStep, hours: z.int().min(1).max(24), reason: grantReason }),
  revealSharedCode: z.object({ caseId: uuid, doorId: id }),
  handOutKey: z.object({ caseId: uuid, keyStoreId: id, unitId: id }),
  returnKey: z.object({ caseId: uuid, loanId: uuid }),
  blockHandset: z.object({ handsetId: id, reason: blockReason, note }),
  unblockHandset: z.object({ handsetId: id, note }),
  review: z.object({ caseId: uuid, of: z.enum(['grant', 'code']), id: uuid, verdict, note }),
  /** A new key signs from now on; the old one stays on the trust list until it is retired. */
  rotateKey: z.object({}),
  retireKey: z.object({ keyId: id }),
  strikeOffKey: z.object({ keyId: id, reason: strikeReason, note }),
  /** `testId` is chosen by the workbench that tests. What its service key opens is asked for apart (`benchKeys`). */
  beginTest: z.object({ testId: uuid, serial: z.string().min(1).max(32), driver: driverName }),
  /** Before the first binding is taken out: nothing is, until this is in the journal. */
  noteWipe: z.object({ testId: uuid }),
  /** `atStep`: where it ended early. */
  finishTest: z.object({
    testId: uuid,
    report: testReport,
    end: testEnd,
    atStep: testStep.nullable(),
    halfWiped: z.boolean(),
  }),
  signTest: z.object({ testId: uuid, verdict: verdictKind }),
} as const
export type CommandName = keyof typeof commands
export type CommandArgs<N extends CommandName> = z.infer<(typeof commands)[N]>

/** A command as a rule sees it, already parsed. */
export type Command = { [N in CommandName]: { readonly name: N; readonly args: CommandArgs<N> } }[CommandName]

/** What may wait on disk until the centre is back; all else says at once that the centre is away. */
export const mayWait: readonly CommandName[] = ['note', 'hold', 'finishTest']
