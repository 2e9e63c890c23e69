import { origin } from './address.ts'

export type Page = 'index' | 'sound'

/** Who sent a message, as Electron tells it; `frameUrl` null when the frame is gone already. */
export type Sender = {
  readonly webContentsId: number
  readonly frameUrl: string | null
  readonly isMainFrame: boolean
}

/** A message counts only from a window that we opened, from its own page, and not from a frame in it. */
export const isFrom = (page: Page, sender: Sender, opened: ReadonlySet<number>): boolean =>
  opened.has(sender.webContentsId) &&
  sender.isMainFrame &&
  sender.frameUrl !== null &&
  isPage(page, sender.frameUrl)

/** Queries and fragments do not make another page; another path, origin or scheme does. */
export const isPage = (page: Page, address: string): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname}` === pageUrl(page)
}

export const pageUrl = (page: Page): string => `${origin}/${page}.html`
