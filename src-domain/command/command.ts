import { z } from 'zod'
import { grantReason, revokeReason } from '../access/words.ts'
import { outcome, returnReason, takeOverReason } from '../alarm/words.ts'
import { id, uuid } from '../ids.ts'
import { ms } from '../time.ts'

const note = z.string().trim().max(4_000)

/** Everything that a person can ask the centre to do, by name, with what it needs to know. */
export const commands = {
  answer: z.object({ caseId: uuid }),
  acknowledgePress: z.object({ caseId: uuid, pressId: uuid }),
  return: z.object({ caseId: uuid, reason: returnReason, note }),
  takeOver: z.object({ caseId: uuid, reason: takeOverReason, note }),
  hold: z.object({ caseId: uuid, heldAt: ms }),
  note: z.object({ caseId: uuid, text: note.min(1) }),
  dispatch: z.object({ caseId: uuid, unitId: id }),
  recall: z.object({ caseId: uuid, dispatchId: uuid }),
  grant: z.object({
    caseId: uuid,
    unitId: id,
    handsetId: id,
    doorIds: z.array(id).max(64),
    minutes: z.int().min(5).max(240),
    reason: grantReason,
  }),
  revoke: z.object({ caseId: uuid, grantId: uuid, reason: revokeReason }),
  close: z.object({ caseId: uuid, outcome, note }),
} as const
export type CommandName = keyof typeof commands
export type CommandArgs<N extends CommandName> = z.infer<(typeof commands)[N]>

/** A command as a rule sees it, already parsed. */
export type Command = { [N in CommandName]: { readonly name: N; readonly args: CommandArgs<N> } }[CommandName]

/** What may wait on disk until the centre is back; all else says at once that the centre is away. */
export const mayWait: readonly CommandName[] = ['note', 'hold']
