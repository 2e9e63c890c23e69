import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMaps } from '../../../../src-main/shell/border/map.ts'

const mapId = 'm'.repeat(43)
let folder: string
let server: Server | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaktrom-maps-'))
})
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
  rmSync(folder, { recursive: true })
})

const centre = async (
  answer: RequestListener,
): Promise<() => { url: string; workplaceId: string; secret: string }> => {
  server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return () => ({ url: `http://127.0.0.1:${port}`, workplaceId: 'desk-1', secret: 'sixteen letters!' })
}

describe('the map cache', () => {
  test('fetches a layer once with the workplace’s credential, and keeps it for when the centre is away', async () => {
    const asked: string[] = []
    const source = await centre((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`)
      response.end('{"type":"FeatureCollection"}')
    })
    const map = openMaps(folder, source)
    const both = await Promise.all([map(mapId, 'roads'), map(mapId, 'roads')])
    server?.close()
    const later = await openMaps(folder, () => null)(mapId, 'roads')
    expect(both.map((response) => response.status)).toEqual([200, 200])
    expect(await later.text()).toBe('{"type":"FeatureCollection"}')
    expect(asked).toEqual([`/map/${mapId}/roads.json Bearer desk-1:sixteen letters!`])
  })

  test('keeps nothing of a layer whose line broke', async () => {
    const source = await centre((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"half":')
      setImmediate(() => response.destroy())
    })
    expect((await openMaps(folder, source)(mapId, 'roads')).status).toBe(404)
    expect(existsSync(join(folder, mapId)) ? readdirSync(join(folder, mapId)) : []).toEqual([])
  })

  test('asks again after the centre refused or was away', async () => {
    let allowed = false
    const source = await centre((_request, response) => response.writeHead(allowed ? 200 : 401).end('{}'))
    const map = openMaps(folder, source)
    expect((await map(mapId, 'roads')).status).toBe(404)
    allowed = true
    expect((await map(mapId, 'roads')).status).toBe(200)
    expect((await openMaps(folder, () => null)(mapId, 'water')).status).toBe(404)
  })

  test('follows no redirection to another server', async () => {
    const source = await centre((_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    )
    expect((await openMaps(folder, source)(mapId, 'roads')).status).toBe(404)
  })
})
