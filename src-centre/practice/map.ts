import { createHash } from 'node:crypto'
import type { MapProvider } from '../practice-port.ts'
import type { Town } from './town/town.ts'
import { townMap } from './town/town-map.ts'

/** The town's layers as GeoJSON text, and a digest by which a console knows whether it has them already. */
export const makeMap = (town: Town): MapProvider => {
  const layers = new Map(Object.entries(townMap(town)).map(([name, layer]) => [name, JSON.stringify(layer)]))
  const digest = createHash('sha256')
  for (const [name, text] of layers) digest.update(`${name}\n${text}\n`)
  return {
    id: digest.digest('base64url'),
    layers: [...layers.keys()],
    layer: (name) => layers.get(name),
  }
}
