import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { bareEvent } from './centre-messages.ts'

/** When a row had been on the screen, by the wall clock that never jumps: see `wallNow`. */
export type Eyes = {
  readonly alarm: (caseId: string) => Promise<number>
  readonly bare: (n: number) => Promise<number>
}

type BareMessage = {
  readonly n: number
  readonly entries: readonly { kind: string; id: string; payload: string }[]
}
type BareSocket = { readonly on: (event: string, listener: (message: BareMessage) => void) => void }
type Seen = Readonly<Record<'alarms' | 'bare', (id: string) => Promise<number>>>
declare global {
  interface Window {
    io: (url: string, options: object) => BareSocket
    benchSeen: Seen
  }
}

const bareClient = fileURLToPath(
  new URL('../../node_modules/socket.io-client/dist/socket.io.min.js', import.meta.url),
)

/**
 * Watches the queue of this window, and lets a bare Socket.IO client write rows of its own into the same page. The
 * page's own policy forbids that connection; it is lifted for this page alone, from outside, and nowhere else.
 */
export const openEyes = async (page: Page, bareUrl: string): Promise<Eyes> => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  await page.getByTestId('queue').waitFor()
  await page.evaluate(readFileSync(bareClient, 'utf8'))
  await page.evaluate(watch, { url: bareUrl, event: bareEvent })
  return {
    alarm: (caseId) => page.evaluate((id) => window.benchSeen.alarms(id), caseId),
    bare: (n) => page.evaluate((id) => window.benchSeen.bare(id), String(n)),
  }
}

/** Runs in the page. */
const watch = ({ url, event }: { readonly url: string; readonly event: string }): Promise<void> => {
  const bareKept = 20
  const book = () => {
    const painted = new Map<string, number>()
    const drawn = new Set<string>()
    const waiting = new Map<string, (at: number) => void>()
    return {
      /** It stands in the document: the first frame draws it, the second comes after that was handed over. */
      stands: (id: string): void => {
        if (drawn.has(id)) return
        drawn.add(id)
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const at = performance.timeOrigin + performance.now()
            painted.set(id, at)
            waiting.get(id)?.(at)
          }),
        )
      },
      when: (id: string): Promise<number> =>
        new Promise((resolve, reject) => {
          const at = painted.get(id)
          if (at !== undefined) return resolve(at)
          waiting.set(id, resolve)
          const late = () => {
            const more = document.querySelector('[data-stands-for-more]')?.textContent ?? 'nothing'
            reject(new Error(`the row of ${id} was not painted within 20 s; out of sight: ${more}`))
          }
          return setTimeout(late, 20_000)
        }),
    }
  }
  const alarms = book()
  const bare = book()
  window.benchSeen = { alarms: alarms.when, bare: bare.when }

  const look = () => {
    for (const row of document.querySelectorAll('[data-testid=queue] [data-case]'))
      alarms.stands(row.getAttribute('data-case') ?? '')
  }
  look()
  const queue = document.querySelector('[data-testid=queue]')
  if (!queue) throw new Error('there is no queue')
  new MutationObserver(look).observe(queue, {
    subtree: true,
    childList: true,
    attributeFilter: ['data-case'],
  })

  const list = document.createElement('div')
  list.style.cssText =
    'position:fixed;left:0;bottom:0;width:20rem;height:4rem;overflow:hidden;z-index:9;pointer-events:none'
  document.body.append(list)
  return new Promise((resolve) => {
    const socket = window.io(url, { transports: ['websocket'] })
    socket.on('connect', () => resolve())
    socket.on(event, ({ n, entries }) => {
      const row = document.createElement('div')
      row.textContent = entries.map((e) => `${n} ${e.kind} ${e.id} ${e.payload}`).join(' ')
      list.prepend(row)
      while (list.children.length > bareKept) list.lastChild?.remove()
      bare.stands(String(n))
    })
  })
}
