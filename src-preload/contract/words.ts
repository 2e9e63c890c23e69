import { z } from 'zod'
import { commands } from '../../src-domain/command/command.ts'
import { id } from '../../src-domain/ids.ts'

/** Each thing comes with the actions that are allowed on it: the window decides nothing. */
export const actionName = z.enum(
  Object.keys(commands) as [keyof typeof commands, ...(keyof typeof commands)[]],
)
export const actions = z.array(actionName)

export const personView = z.object({ id, name: z.string(), initials: z.string() })
export type PersonView = z.infer<typeof personView>
