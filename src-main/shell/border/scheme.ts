import { net, protocol, type Session } from 'electron'
import { assetAt, scheme } from './address.ts'
import { fileResponse, notFound } from './file.ts'
import { headersFor } from './policy.ts'

/** Before the app is ready: gives our scheme an origin of its own, as safe as https. */
export const claimScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])

type Served = {
  readonly session: Session
  /** The build's `out/renderer`, absolute. */
  readonly folder: string
  /** The live-reload server of `npm run dev`, on this machine; null for a build. */
  readonly developmentServer: string | null
  readonly map: (mapId: string, layer: string) => Promise<Response>
}

export const serveApp = ({ session, folder, developmentServer, map }: Served): void =>
  session.protocol.handle(scheme, async (request) => {
    const asset = assetAt(request.url, folder)
    if (request.method !== 'GET') return notFound()
    if (asset.kind === 'map') return map(asset.mapId, asset.layer)
    if (developmentServer !== null) return fromDevelopmentServer(developmentServer, request.url)
    return asset.kind === 'file' ? fileResponse(asset.path, folder, false) : notFound()
  })

/** Same origin as the build, so that nothing else about a window differs in development. */
const fromDevelopmentServer = async (server: string, address: string): Promise<Response> => {
  const { pathname, search } = new URL(address)
  const response = await net.fetch(new URL(pathname + search, server).href)
  const headers = new Headers(response.headers)
  headers.set('Content-Security-Policy', headersFor('.html', true)['Content-Security-Policy'] ?? '')
  return new Response(response.body, { status: response.status, headers })
}
