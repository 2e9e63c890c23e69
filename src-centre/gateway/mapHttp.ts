import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Parts } from './parts.ts'

type Answer = { readonly status: number; readonly body: string; readonly headers?: Record<string, string> }

/** GET `/map/<mapId>/<layer>.json` with `Authorization: Bearer workplaceId:secret`; also GET `/health`, for whoever looks after it. */
export const serveHttp =
  (parts: Parts) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const { status, body, headers } = answerOf(parts, request)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  }

const mapPath = /^\/map\/([A-Za-z0-9_-]{43})\/([A-Za-z0-9-]{1,64})\.json$/

const answerOf = (parts: Parts, { method, url, headers }: IncomingMessage): Answer => {
  if (method !== 'GET') return { status: 405, body: '{"error":"methodNotAllowed"}' }
  if (url === '/health') return { status: 200, body: JSON.stringify(healthOf(parts)) }
  const [, mapId, layer] = mapPath.exec(url ?? '') ?? []
  if (mapId === undefined || layer === undefined) return { status: 404, body: '{"error":"notFound"}' }
  if (!mayRead(parts, headers.authorization)) return { status: 401, body: '{"error":"credentialRefused"}' }
  const map = parts.map()
  const body = map?.id === mapId ? map.layer(layer) : undefined
  if (body === undefined) return { status: 404, body: '{"error":"notFound"}' }
  return {
    status: 200,
    body,
    headers: {
      'content-type': 'application/geo+json',
      // Its name holds its hash: it never changes.
      'cache-control': 'private, max-age=31536000, immutable',
    },
  }
}

/** Nothing of residents: how far the journal is, who hears it, and what could not be read. */
const healthOf = ({ journal, attendance, store }: Parts) => ({
  headSeq: journal.head().seq,
  consoles: attendance.consoles(),
  unreadable: store.quarantine.count(),
})

const mayRead = ({ store }: Parts, authorization: string | undefined): boolean => {
  const [, workplaceId, secret] =
    /^Bearer ([A-Za-z0-9._-]{1,64}):(.{16,256})$/.exec(authorization ?? '') ?? []
  return (
    workplaceId !== undefined &&
    secret !== undefined &&
    store.credentials.check('workplace', workplaceId, secret) !== undefined
  )
}
