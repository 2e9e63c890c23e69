import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { get as getByTls } from 'node:https'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type CentreTrust, isGuarded, tlsOptions, usualTrust } from '../../core/link/trust.ts'
import { fileResponse, insideOrNull, notFound } from './file.ts'

/** Where maps come from: the centre's address, by what it is known, and the workplace's credential. */
export type MapSource = {
  readonly url: string
  readonly trust?: CentreTrust | undefined
  readonly workplaceId: string
  readonly secret: string
}

/** The practice town is a few megabytes; what is far larger is not a map. */
const mostBytes = 512 * 1024 * 1024

/** Loopback or the centre's own network: a layer that takes longer is asked for again by the window. */
const fetchWithin = 60_000

/**
 * Maps by their digest: fetched from the centre once, kept in the profile, served from there also while the centre is
 * away. A layer arrives under a name of its own and is renamed when it is whole, so a broken line leaves none behind.
 */
export const openMaps = (folder: string, source: () => MapSource | null) => {
  const underWay = new Map<string, Promise<boolean>>()

  const fetchLayer = async (mapId: string, layer: string, target: string): Promise<boolean> => {
    const from = source()
    if (from === null) return false
    const response = await ask(from, `/map/${mapId}/${layer}.json`).catch(() => null)
    if (response === null) return false
    if (response.statusCode !== 200) {
      response.destroy()
      return false
    }
    await mkdir(join(folder, mapId), { recursive: true, mode: 0o700 })
    const part = `${target}.${randomUUID()}.part`
    try {
      await pipeline(response, bounded, createWriteStream(part, { mode: 0o600 }))
      await rename(part, target)
      return true
    } catch {
      // The line broke or the disk is full: the window is told 404 and asks again when the link is back.
      await rm(part, { force: true })
      return false
    }
  }

  return async (mapId: string, layer: string): Promise<Response> => {
    const target = join(folder, mapId, `${layer}.json`)
    if ((await insideOrNull(target, folder)) === null) {
      const fetching = underWay.get(target) ?? fetchLayer(mapId, layer, target)
      underWay.set(target, fetching)
      try {
        if (!(await fetching)) return notFound()
      } finally {
        underWay.delete(target)
      }
    }
    return fileResponse(target, folder, false)
  }
}

/** Nothing but the centre is ever asked: a redirection is an answer like any other that is not the layer. */
const ask = ({ url, trust, workplaceId, secret }: MapSource, path: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    if (!isGuarded(url)) throw new Error('the credential goes over no open line')
    const options = {
      headers: { authorization: `Bearer ${workplaceId}:${secret}` },
      signal: AbortSignal.timeout(fetchWithin),
    }
    const asking = url.startsWith('https:')
      ? getByTls(new URL(path, url), { ...options, ...tlsOptions(trust ?? usualTrust) }, resolve)
      : get(new URL(path, url), options, resolve)
    asking.once('error', reject)
  })

async function* bounded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new Error('a map layer is larger than any map')
    yield chunk
  }
}
