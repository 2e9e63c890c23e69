import { Layer, Source } from '@vis.gl/react-maplibre'
import type { Feature, FeatureCollection, Point } from 'geojson'
import { useMemo } from 'react'
import type { MapColours } from './colours.ts'
import { usePlaced } from './placed.ts'

/**
 * Alarms of a flood that have no pin, in a small source of their own. On an ordinary day there are none: without a
 * graphics card the map takes longer to be drawn again than everything else of an alarm together.
 */
export const AlarmDots = ({ colours }: { readonly colours: MapColours }) => {
  const { dots } = usePlaced()
  const data = useMemo(
    (): FeatureCollection<Point> => ({
      type: 'FeatureCollection',
      features: dots.flatMap(({ position, group }): Feature<Point>[] =>
        position
          ? [
              {
                type: 'Feature',
                properties: { group },
                geometry: { type: 'Point', coordinates: [...position] },
              },
            ]
          : [],
      ),
    }),
    [dots],
  )
  return (
    <Source id="alarms" type="geojson" data={data}>
      <Layer
        id="alarm-dot"
        type="circle"
        paint={{
          'circle-radius': 7,
          'circle-color': [
            'match',
            ['get', 'group'],
            'waiting',
            colours.wait,
            'mine',
            colours.mine,
            colours.stale,
          ],
          'circle-stroke-color': colours.halo,
          'circle-stroke-width': 2,
        }}
      />
    </Source>
  )
}
