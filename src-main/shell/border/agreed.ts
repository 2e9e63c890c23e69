import { z } from 'zod'
import { type Call, type CallAnswer, calls } from '../../../src-preload/contract/contract.ts'

type ShellCall = { [C in Call]: (typeof calls)[C]['to'] extends 'shell' ? C : never }[Call]
export type Handlers = {
  readonly [C in ShellCall]: (
    args: z.infer<(typeof calls)[C]['args']>,
  ) => CallAnswer<C> | Promise<CallAnswer<C>>
}

const asking = z.object({ name: z.string(), args: z.unknown() })

/** Answers a call to shell that is as agreed. What is not is told to `unreadable`, without its values, and throws. */
export const answerAgreed = async (
  handlers: Handlers,
  message: unknown,
  unreadable: (what: string) => void,
): Promise<unknown> => {
  const refuse = (what: string): never => {
    unreadable(what)
    throw new Error(what)
  }
  const asked = asking.safeParse(message)
  if (!asked.success) return refuse('a call that cannot be read')
  const { name, args } = asked.data
  if (!isShellCall(name)) return refuse('no such call')
  const shape = calls[name]
  const agreed = shape.args.safeParse(args)
  if (!agreed.success) return refuse(`${name}: arguments not as agreed`)
  const handler = handlers[name] as (args: unknown) => unknown
  return shape.answer.parse(await handler(agreed.data))
}

const isShellCall = (name: string): name is ShellCall =>
  Object.hasOwn(calls, name) && calls[name as Call].to === 'shell'
