import { Layer, Source } from '@vis.gl/react-maplibre'
import type { Feature, FeatureCollection, Point } from 'geojson'
import { useMemo } from 'react'
import { second } from '../../../src-domain/time.ts'
import type { HomeMark } from '../../../src-preload/contract/view.ts'
import { useHomes } from '../../feed/hooks.ts'
import type { MapColours } from './colours.ts'
import { useShapes } from './shapes.ts'
import { useEvery } from './useEvery.ts'

/** Homes by how their locks are: thousands of healthy ones stay quiet and clustered, trouble never hides. */
export const Homes = ({ colours, isCalm }: { readonly colours: MapColours; readonly isCalm: boolean }) => {
  useShapes(colours)
  const homes = useEvery(useHomes(), isCalm ? 5 * second : second)
  const { quiet, trouble } = useMemo(() => split(homes), [homes])
  return (
    <>
      <Source
        id="homes"
        type="geojson"
        data={quiet}
        cluster
        clusterRadius={46}
        clusterMaxZoom={14}
        clusterMinPoints={4}
      >
        <Layer
          id="home-cluster"
          type="circle"
          filter={['has', 'point_count']}
          paint={{
            'circle-color': colours.quietRing,
            'circle-opacity': 0.5,
            'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 4, 8, 100, 13, 1_000, 18],
            'circle-stroke-color': colours.quiet,
            'circle-stroke-opacity': 0.4,
            'circle-stroke-width': 1,
          }}
        />
        <Layer
          id="home-count"
          type="symbol"
          filter={['has', 'point_count']}
          layout={{
            'text-field': ['get', 'point_count_abbreviated'],
            'text-font': ['Inter Variable'],
            'text-size': 10,
            'text-allow-overlap': true,
          }}
          paint={{ 'text-color': colours.quietInk, 'text-opacity': 0.75 }}
        />
        <Layer
          id="home-quiet"
          type="circle"
          filter={['!', ['has', 'point_count']]}
          paint={{
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 1.6, 15, 2.6, 18, 4.5],
            'circle-color': [
              'match',
              ['get', 'mark'],
              'stale',
              'rgba(0,0,0,0)',
              'none',
              'rgba(0,0,0,0)',
              colours.quiet,
            ],
            'circle-stroke-color': ['match', ['get', 'mark'], 'ok', colours.quietRing, colours.stale],
            'circle-stroke-width': ['match', ['get', 'mark'], 'stale', 1.6, 'none', 0.8, 0.6],
            'circle-opacity': 0.9,
          }}
        />
      </Source>
      <Source id="trouble" type="geojson" data={trouble}>
        <Layer
          id="home-trouble"
          type="symbol"
          layout={{
            'icon-image': ['match', ['get', 'mark'], 'battery', 'shape-battery', 'shape-fault'],
            'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.62, 14, 0.85, 17, 1.1],
            'icon-allow-overlap': true,
            'symbol-sort-key': ['match', ['get', 'mark'], 'fault', 1, 0],
          }}
        />
      </Source>
    </>
  )
}

const split = (
  homes: ReadonlyMap<string, HomeMark>,
): { readonly quiet: FeatureCollection<Point>; readonly trouble: FeatureCollection<Point> } => {
  const quiet: Feature<Point>[] = []
  const trouble: Feature<Point>[] = []
  for (const { homeId, mark, position } of homes.values()) {
    const isTrouble = mark === 'fault' || mark === 'battery'
    const into = isTrouble ? trouble : quiet
    into.push({
      type: 'Feature',
      properties: { homeId, mark },
      geometry: { type: 'Point', coordinates: [...position] },
    })
  }
  return {
    quiet: { type: 'FeatureCollection', features: quiet },
    trouble: { type: 'FeatureCollection', features: trouble },
  }
}
