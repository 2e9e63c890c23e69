import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { MapColours } from './colours.ts'
import { is } from './property.ts'
import type { TownLayer } from './townLayers.ts'

/** Labels come from the console's own font: no `glyphs`, nothing from outside. The weight is told by the name. */
const regular = ['Inter Variable']
const medium = ['Inter Variable Medium', 'Inter Variable']
const bold = ['Inter Variable Semibold', 'Inter Variable']

/** Names, the least first: what is drawn later wins the place. */
export const labels = (c: MapColours, has: (layer: TownLayer) => boolean): LayerSpecification[] => {
  const halo = { 'text-halo-color': c.halo, 'text-halo-width': 1.4 } as const
  const all: LayerSpecification[] = []
  if (has('buildings'))
    all.push({
      id: 'label-number',
      type: 'symbol',
      source: 'buildings',
      minzoom: 17,
      layout: { 'text-field': ['get', 'number'], 'text-font': regular, 'text-size': 10.5 },
      paint: { 'text-color': c.numberInk, 'text-halo-color': c.building, 'text-halo-width': 1 },
    })
  if (has('roads'))
    all.push({
      id: 'label-road',
      type: 'symbol',
      source: 'roads',
      minzoom: 13,
      filter: [
        'all',
        ['has', 'name'],
        ['>=', ['zoom'], ['match', ['get', 'class'], ['trunk', 'primary'], 13, 'secondary', 14, 15]],
      ],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 320,
        'text-field': ['get', 'name'],
        'text-font': regular,
        'text-size': ['interpolate', ['linear'], ['zoom'], 13, 11, 17, 13],
      },
      paint: { 'text-color': c.roadInk, ...halo },
    })
  if (has('labels'))
    all.push(
      {
        id: 'label-water',
        type: 'symbol',
        source: 'labels',
        filter: ['all', is('kind', 'fjord', 'river'), visibleByRank],
        layout: {
          'text-field': ['upcase', ['get', 'name']],
          'text-font': regular,
          'text-size': ['match', ['get', 'kind'], 'fjord', 15, 11],
          'text-letter-spacing': 0.22,
          'text-rotate': ['get', 'turn'],
          'text-rotation-alignment': 'map',
          'text-max-width': 20,
        },
        paint: { 'text-color': c.waterInk },
      },
      {
        id: 'label-place',
        type: 'symbol',
        source: 'labels',
        filter: ['all', ['!', is('kind', 'fjord', 'river', 'district')], visibleByRank],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': regular,
          'text-size': 11.5,
          'text-max-width': 8,
        },
        paint: { 'text-color': c.placeInk, ...halo },
      },
      {
        id: 'label-district',
        type: 'symbol',
        source: 'labels',
        maxzoom: 16.5,
        filter: ['all', is('kind', 'district'), visibleByRank],
        layout: {
          'text-field': ['get', 'name'],
          'text-font': medium,
          'text-size': ['interpolate', ['linear'], ['zoom'], 11, 12, 15, 15],
          'text-letter-spacing': 0.04,
        },
        paint: { 'text-color': c.districtInk, ...halo },
      },
    )
  if (has('places'))
    all.push({
      id: 'label-institution',
      type: 'symbol',
      source: 'places',
      minzoom: 13.5,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [
          'case',
          is('kind', 'fire', 'hospital', 'patrol'),
          ['literal', bold],
          ['literal', regular],
        ],
        'text-size': 11.5,
        'text-max-width': 8,
        'text-padding': 6,
      },
      paint: { 'text-color': c.placeInk, ...halo },
    })
  return all
}

/** Rank 1 always, 2 from the zoom of a district, 3 from the zoom of a street. */
const visibleByRank: ExpressionSpecification = ['>=', ['zoom'], ['match', ['get', 'rank'], 1, 0, 2, 12.5, 14]]
