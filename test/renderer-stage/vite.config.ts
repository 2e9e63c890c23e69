import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'
import { makeMap } from '../../src-centre/practice/map.ts'
import { makeMunicipality, registryRows } from '../../src-centre/practice/people/municipality.ts'
import { shiftAt } from '../../src-centre/practice/people/shifts.ts'
import { makeTown } from '../../src-centre/practice/town/make-town.ts'
import type { Town } from './town.ts'

const seed = 1
const residents = 2_000

/** Serves the practice town: its map as the shell does, and its registry for the scripted bridge. */
const townPlugin = (): Plugin => ({
  name: 'practice-town',
  configureServer: (server) => {
    const town = makeTown({ seed, residents })
    const map = makeMap(town)
    const rows = [...registryRows(makeMunicipality(seed, town, residents), shiftAt(Date.now()))]
    const of = <T extends (typeof rows)[number]['table']>(table: T) =>
      rows.flatMap((row) => (row.table === table ? [row.row] : []))
    const body = JSON.stringify({
      mapId: map.id,
      layers: map.layers,
      centre: town.centre,
      homes: of('home'),
      residents: of('resident'),
      units: of('unit'),
      people: of('person'),
      doors: of('door'),
      locks: of('lock'),
      keyStores: of('keyStore'),
    } satisfies Record<keyof Town, unknown>)
    server.middlewares.use((request, response, next) => {
      const path = (request.url ?? '').split('?')[0] ?? ''
      const layer = /^\/map\/[^/]+\/(\w+)\.json$/.exec(path)?.[1]
      const text = path === '/stage/town.json' ? body : layer === undefined ? undefined : map.layer(layer)
      if (text === undefined) return next()
      response.setHeader('content-type', 'application/json')
      response.end(text)
    })
  },
})

// biome-ignore lint/style/noDefaultExport: Vite reads its configuration from there.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), townPlugin()],
  server: { port: 5199, strictPort: true, fs: { allow: ['../..'] }, hmr: false },
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['maplibre-gl'] },
})
