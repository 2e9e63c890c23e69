import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { channels } from '../../../src-preload/contract/channels.ts'
import { answerAgreed, type Handlers } from './agreed.ts'
import { isFrom, type Page, type Sender } from './sender.ts'

/** The windows that were opened, by what they show; filled where a window is made. */
export type Opened = { readonly [P in Page]: Set<number> }

/** Answers the contract's calls to shell. A stranger's message is refused and told to `suspicious`. */
export const answerCalls = (opened: Opened, handlers: Handlers, suspicious: (what: string) => void): void =>
  ipcMain.handle(channels.call, async (event, message: unknown) => {
    if (!isFrom('index', senderOf(event), opened.index)) {
      suspicious('call from a page that is not ours')
      throw new Error('not from here')
    }
    return answerAgreed(handlers, message, suspicious)
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

const senderOf = (event: IpcMainEvent | IpcMainInvokeEvent): Sender => ({
  webContentsId: event.sender.id,
  frameUrl: event.senderFrame?.url ?? null,
  isMainFrame: event.senderFrame !== null && event.senderFrame === event.sender.mainFrame,
})
