import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type FallbackMessage, fallbackMessage, fallbackSignedText } from '../../src-domain/wire/fallback.ts'

export const hookSecret = 'the secret of the hook, shared with its receiver'

/** One try as the receiver saw it. */
export type Heard = {
  readonly message: FallbackMessage
  /** As it came, for what must not stand in it. */
  readonly body: string
  readonly key: string
  readonly attempt: number
  /** Whether the centre that shares the secret said exactly this. */
  readonly isSigned: boolean
}
/** What it does with what it hears: a status, or no answer at all. */
export type Manner = number | 'hang'

/** A real receiver of the fall-back hook. */
export const openReceiver = async (manner: Manner, tls?: { readonly key: string; readonly cert: string }) => {
  const heard: Heard[] = []
  const receiver = { manner }
  const take: RequestListener = (request, response) => {
    void text(request).then((body) => {
      heard.push(heardOf(request, body))
      if (receiver.manner !== 'hang') response.writeHead(receiver.manner, { location: '/elsewhere' }).end()
    })
  }
  const server = tls ? createTlsServer(tls, take) : createServer(take)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/vaktrom`,
    heard,
    /** Those about somebody who waits. */
    alarms: () => heard.filter(({ message }) => !message.test),
    set: (next: Manner): void => {
      receiver.manner = next
    },
    close: async (): Promise<void> => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type Receiver = Awaited<ReturnType<typeof openReceiver>>

const heardOf = ({ headers }: IncomingMessage, body: string): Heard => {
  const at = Number(headers['vaktrom-timestamp'])
  const signature = createHmac('sha256', hookSecret).update(fallbackSignedText(at, body)).digest('base64url')
  return {
    message: fallbackMessage.parse(JSON.parse(body)),
    body,
    key: String(headers['idempotency-key']),
    attempt: Number(headers['vaktrom-attempt']),
    isSigned: headers['vaktrom-signature'] === signature,
  }
}
