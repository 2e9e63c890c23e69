import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { z } from 'zod'
import { channels } from '../../../src-preload/contract/channels.ts'
import { type Call, type CallAnswer, calls } from '../../../src-preload/contract/contract.ts'
import { isFrom, type Page, type Sender } from './sender.ts'

type ShellCall = { [C in Call]: (typeof calls)[C]['to'] extends 'shell' ? C : never }[Call]
export type Handlers = {
  readonly [C in ShellCall]: (
    args: z.infer<(typeof calls)[C]['args']>,
  ) => CallAnswer<C> | Promise<CallAnswer<C>>
}

/** The windows that were opened, by what they show; filled where a window is made. */
export type Opened = { readonly [P in Page]: Set<number> }

const asking = z.object({ name: z.string(), args: z.unknown() })

/** Answers the contract's calls to shell. A stranger's message is refused and told to `suspicious`. */
export const answerCalls = (opened: Opened, handlers: Handlers, suspicious: (what: string) => void): void =>
  ipcMain.handle(channels.call, async (event, message: unknown) => {
    if (!isFrom('index', senderOf(event), opened.index)) {
      suspicious('call from a page that is not ours')
      throw new Error('not from here')
    }
    const { name, args } = asking.parse(message)
    if (!isShellCall(name)) throw new Error('no such call')
    return answer(name, handlers, args)
  })

/** One-way messages without content: a page says that it listens, or that its device is gone. */
export const onWord = (
  page: Page,
  channel: string,
  opened: Opened,
  then: () => void,
  suspicious: (what: string) => void,
): void => {
  ipcMain.on(channel, (event) => {
    if (isFrom(page, senderOf(event), opened[page])) then()
    else suspicious('word from a page that is not ours')
  })
}

const answer = async <C extends ShellCall>(name: C, handlers: Handlers, args: unknown): Promise<unknown> => {
  const shape = calls[name]
  const handler = handlers[name] as (args: unknown) => unknown
  return shape.answer.parse(await handler(shape.args.parse(args)))
}

const isShellCall = (name: string): name is ShellCall =>
  Object.hasOwn(calls, name) && calls[name as Call].to === 'shell'

const senderOf = (event: IpcMainEvent | IpcMainInvokeEvent): Sender => ({
  webContentsId: event.sender.id,
  frameUrl: event.senderFrame?.url ?? null,
  isMainFrame: event.senderFrame !== null && event.senderFrame === event.sender.mainFrame,
})
