import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Theme } from '../../desk/settings.ts'
import { type MapColours, mapColours } from './colours.ts'
import { labels } from './labels.ts'
import { is } from './property.ts'
import { type TownLayer, townLayers } from './townLayers.ts'

/** Width in pixels at zooms 11, 14, 16 and 18, growing by halves and doubles between. */
const widths = (z11: number, z14: number, z16: number, z18: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  11,
  z11,
  14,
  z14,
  16,
  z16,
  18,
  z18,
]

type RoadLook = {
  readonly classes: readonly string[]
  readonly colour: Exclude<keyof MapColours, 'uplandStep'>
  readonly width: readonly [number, number, number, number]
  readonly from: number
}

/** From the least to the greatest: the greater lies on top. */
const roads: readonly RoadLook[] = [
  { classes: ['service'], colour: 'service', width: [0, 0.8, 2.4, 7], from: 13.5 },
  { classes: ['residential'], colour: 'residential', width: [0.4, 1.8, 5, 15], from: 12 },
  { classes: ['secondary'], colour: 'secondary', width: [0.9, 2.8, 6.5, 18], from: 10 },
  { classes: ['primary'], colour: 'primary', width: [1.3, 3.8, 8, 21], from: 8 },
  { classes: ['trunk'], colour: 'trunk', width: [1.8, 4.8, 9.5, 24], from: 8 },
]

const landcover = (c: MapColours): LayerSpecification[] => {
  const fill = (kind: string, colour: string): LayerSpecification => ({
    id: `land-${kind}`,
    type: 'fill',
    source: 'landcover',
    filter: is('kind', kind),
    paint: { 'fill-color': colour, 'fill-antialias': kind !== 'upland' },
  })
  return [
    {
      id: 'land-upland',
      type: 'fill',
      source: 'landcover',
      filter: is('kind', 'upland'),
      paint: { 'fill-color': c.upland, 'fill-opacity': c.uplandStep },
    },
    fill('forest', c.forest),
    fill('field', c.field),
    fill('meadow', c.meadow),
    fill('built', c.built),
    fill('park', c.park),
    fill('grounds', c.grounds),
  ]
}

const water = (c: MapColours): LayerSpecification[] => [
  {
    id: 'water',
    type: 'fill',
    source: 'water',
    paint: {
      'fill-color': ['match', ['get', 'depth'], 'deep', c.waterDeep, 'middle', c.waterMiddle, c.waterShallow],
    },
  },
  {
    id: 'shore',
    type: 'line',
    source: 'water',
    filter: is('depth', 'shallow'),
    paint: { 'line-color': c.shore, 'line-width': widths(0.6, 1, 1.4, 2) },
  },
]

const onWater = (c: MapColours): LayerSpecification[] =>
  (['beach', 'quay', 'square'] as const).map((kind) => ({
    id: `land-${kind}`,
    type: 'fill',
    source: 'landcover',
    filter: is('kind', kind),
    paint: { 'fill-color': c[kind] },
  }))

const ways = (c: MapColours): LayerSpecification[] => [
  {
    id: 'road-path',
    type: 'line',
    source: 'roads',
    minzoom: 14,
    filter: is('class', 'path'),
    paint: { 'line-color': c.path, 'line-width': widths(0.3, 0.8, 1.4, 2.5), 'line-dasharray': [2, 2] },
  },
  ...roads.map(
    ({ classes, width, from }): LayerSpecification => ({
      id: `road-casing-${classes[0]}`,
      type: 'line',
      source: 'roads',
      minzoom: Math.max(from, 12.5),
      filter: is('class', ...classes),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': c.casing,
        'line-width': widths(width[0] + 0.6, width[1] + 1.4, width[2] + 2, width[3] + 2.5),
      },
    }),
  ),
  ...roads.map(
    ({ classes, colour, width, from }): LayerSpecification => ({
      id: `road-${classes[0]}`,
      type: 'line',
      source: 'roads',
      minzoom: from,
      filter: is('class', ...classes),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': c[colour], 'line-width': widths(...width) },
    }),
  ),
]

const buildings = (c: MapColours): LayerSpecification[] => [
  {
    id: 'building',
    type: 'fill',
    source: 'buildings',
    minzoom: 12.5,
    paint: {
      'fill-color': [
        'match',
        ['get', 'kind'],
        ['public', 'carehome'],
        c.buildingPublic,
        ['flats', 'centre'],
        c.buildingBlock,
        ['industry', 'barn', 'boathouse'],
        c.buildingWork,
        c.building,
      ],
      'fill-opacity': ['interpolate', ['linear'], ['zoom'], 12.5, 0.4, 14, 1],
    },
  },
  {
    id: 'building-line',
    type: 'line',
    source: 'buildings',
    minzoom: 15,
    paint: { 'line-color': c.buildingLine, 'line-width': widths(0, 0.3, 0.7, 1.2) },
  },
]

/** The whole style of one look. `urlOf` says where a layer's GeoJSON is. */
export const townStyle = (
  theme: Theme,
  known: readonly string[],
  urlOf: (layer: TownLayer) => string,
): StyleSpecification => {
  const colours = mapColours[theme]
  const has = (layer: TownLayer): boolean => known.includes(layer)
  const layers: LayerSpecification[] = [
    { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
  ]
  if (has('landcover')) layers.push(...landcover(colours))
  if (has('water')) layers.push(...water(colours))
  if (has('landcover')) layers.push(...onWater(colours))
  if (has('roads')) layers.push(...ways(colours))
  if (has('buildings')) layers.push(...buildings(colours))
  if (has('districts'))
    layers.push({
      id: 'district-line',
      type: 'line',
      source: 'districts',
      maxzoom: 15,
      paint: { 'line-color': colours.districtLine, 'line-width': 1, 'line-dasharray': [1, 3] },
    })
  layers.push(...labels(colours, has))
  return {
    version: 8,
    name: `vaktrom-${theme}`,
    sources: Object.fromEntries(
      townLayers
        .filter(has)
        .map((layer) => [
          layer,
          { type: 'geojson', data: urlOf(layer), tolerance: 0.3, buffer: 64, maxzoom: 16 },
        ]),
    ),
    layers,
  }
}
