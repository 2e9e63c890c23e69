import { Layer, Source } from '@vis.gl/react-maplibre'
import type { Feature, FeatureCollection, Point } from 'geojson'
import { useMemo } from 'react'
import { useAlarms } from '../../feed/hooks.ts'
import type { MapColours } from './colours.ts'

/** Every live alarm in a small source of its own, so that it is drawn at once however much lies below it. */
export const AlarmDots = ({ colours }: { readonly colours: MapColours }) => {
  const alarms = useAlarms()
  const data = useMemo(
    (): FeatureCollection<Point> => ({
      type: 'FeatureCollection',
      features: alarms.flatMap(({ position, group }): Feature<Point>[] =>
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
    [alarms],
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
