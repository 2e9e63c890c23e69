import type { Feature, FeatureCollection, Geometry, Point, Polygon } from 'geojson'
import type { LonLat, PolygonRings, Town } from './town.ts'

export type TownLayer = 'water' | 'landcover' | 'buildings' | 'roads' | 'labels' | 'districts' | 'places'

/**
 * The town as map layers. Drawing order from the bottom: landcover `upland` · `forest`, `field`, `meadow` · `built` ·
 * `park`, `grounds` · water · landcover `beach`, `quay`, `square` · roads · buildings · districts · labels · places.
 *
 * - water: `depth`. landcover: `kind`, `height` (uplands only). buildings: `id`, `kind`, `floors`, `number`.
 * - roads: `class`, `name` where there is one, `bridge` where it is one.
 * - labels (names on the ground): `kind`, `name`, `rank` 1–3, `turn` degrees. places (institutions, stations): `kind`, `name`.
 * - districts: `id`, `name`.
 */
export function townMap(town: Town): Record<TownLayer, FeatureCollection> {
  const stations = new Set(town.stations.map((station) => station.name))
  return {
    water: collection(town.water.map((w) => feature(polygon(w.polygon), { depth: w.depth }))),
    landcover: collection(
      town.landcover.map((l) =>
        feature(
          polygon(l.polygon),
          l.kind === 'upland' ? { kind: l.kind, height: l.height } : { kind: l.kind },
        ),
      ),
    ),
    buildings: collection(
      town.buildings.map((b) =>
        feature(polygon([b.footprint]), { id: b.id, kind: b.kind, floors: b.floors, number: b.number }),
      ),
    ),
    roads: collection(
      town.roads.map((r) =>
        feature(
          { type: 'LineString', coordinates: r.line },
          {
            class: r.class,
            ...(r.name === '' ? {} : { name: r.name }),
            ...(r.bridge === true ? { bridge: true } : {}),
          },
        ),
      ),
    ),
    labels: collection(
      town.places
        .filter((place) => place.kind !== 'institution')
        .map((p) => feature(point(p.position), { kind: p.kind, name: p.name, rank: p.rank, turn: p.turn })),
    ),
    districts: collection(
      town.districts.map((d) =>
        feature({ type: 'MultiPolygon', coordinates: d.polygons }, { id: d.id, name: d.name }),
      ),
    ),
    places: collection([
      ...town.places
        .filter((place) => place.kind === 'institution' && !stations.has(place.name))
        .map((p) => feature(point(p.position), { kind: 'institution', name: p.name })),
      ...town.stations.map((s) => feature(point(s.position), { kind: s.kind, name: s.name })),
    ]),
  }
}

const point = (position: LonLat): Point => ({ type: 'Point', coordinates: position })
const polygon = (rings: PolygonRings): Polygon => ({ type: 'Polygon', coordinates: rings })

function feature(geometry: Geometry, properties: Record<string, string | number | boolean>): Feature {
  return { type: 'Feature', geometry, properties }
}

function collection(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features }
}
