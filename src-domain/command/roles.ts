import type { Role } from '../registry/rows.ts'
import type { CommandName } from './command.ts'

const all: readonly CommandName[] = [
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
]

/** A trainee speaks and writes; what sends people out or opens doors is for the trained. */
const allowed: Readonly<Record<Role, readonly CommandName[]>> = {
  operator: all,
  supervisor: all,
  trainee: ['answer', 'acknowledgePress', 'return', 'hold', 'note'],
  technician: ['note'],
  responder: [],
}

export const mayCommand = (role: Role, name: CommandName): boolean => allowed[role].includes(name)
