import type { Role } from '../registry/rows.ts'
import type { CommandName } from './command.ts'

const desk: readonly CommandName[] = [
  'answer',
  'acknowledgePress',
  'return',
  'takeOver',
  'hold',
  'note',
  'dispatch',
  'recall',
  'grant',
  'revoke',
  'close',
  'openIncident',
  'numberIncident',
  'issueCode',
  'revealSharedCode',
  'handOutKey',
  'returnKey',
  'blockHandset',
]

/** What looks at others' work, or undoes what was done for safety's sake. */
const supervision: readonly CommandName[] = [
  'unblockHandset',
  'review',
  'rotateKey',
  'retireKey',
  'strikeOffKey',
]

/** Hands on hardware. */
const workbench: readonly CommandName[] = ['beginTest', 'noteWipe', 'finishTest', 'signTest']

/** A trainee speaks and writes; what sends people out or opens doors is for the trained. */
const allowed: Readonly<Record<Role, readonly CommandName[]>> = {
  operator: desk,
  supervisor: [...desk, ...supervision, ...workbench],
  trainee: ['answer', 'acknowledgePress', 'return', 'hold', 'note', 'blockHandset'],
  technician: ['note', 'blockHandset', ...workbench],
  responder: [],
}

export const mayCommand = (role: Role, name: CommandName): boolean => allowed[role].includes(name)
