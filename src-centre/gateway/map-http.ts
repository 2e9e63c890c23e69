import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Parts } from './parts.ts'

/** GET `/map/<mapId>/<layer>.json` with `Authorization: Bearer workplaceId:secret`; also GET `/health`. */
export const serveHttp =
  (parts: Parts) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const end = (status: number, body: string, headers: Record<string, string> = {}) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
    if (request.method !== 'GET') return end(405, '{"error":"methodNotAllowed"}')
    if (request.url === '/health') return end(200, '{"ok":true}')
    const [, mapId, layer] = /^\/map\/([A-Za-z0-9_-]{43})\/([A-Za-z0-9-]{1,64})\.json$/.exec(request.url ?? '') ?? []
    if (mapId === undefined || layer === undefined) return end(404, '{"error":"notFound"}')
    if (!mayRead(parts, request.headers.authorization)) return end(401, '{"error":"credentialRefused"}')
    const map = parts.map()
    const text = map?.id === mapId ? map.layer(layer) : undefined
    if (text === undefined) return end(404, '{"error":"notFound"}')
    // Its name holds its hash: it never changes.
    return end(200, text, {
      'content-type': 'application/geo+json',
      'cache-control': 'private, max-age=31536000, immutable',
    })
  }

const mayRead = ({ store }: Parts, authorization: string | undefined): boolean => {
  const [, workplaceId, secret] = /^Bearer ([A-Za-z0-9._-]{1,64}):(.{16,256})$/.exec(authorization ?? '') ?? []
  return (
    workplaceId !== undefined &&
    secret !== undefined &&
    store.credentials.check('workplace', workplaceId, secret) !== undefined
  )
}
