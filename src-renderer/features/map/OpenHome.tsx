import { Layer, Source, useMap } from '@vis.gl/react-maplibre'
import type { Feature, FeatureCollection } from 'geojson'
import { useEffect, useMemo } from 'react'
import type { Position } from '../../../src-domain/ids.ts'
import { second } from '../../../src-domain/time.ts'
import { mapMovesTo } from '../../desk/place.ts'
import { useCase, useUnits } from '../../feed/hooks.ts'
import type { MapColours } from './colours.ts'
import { useEvery } from './useEvery.ts'

/** Close enough to tell one entrance from the next. */
const homeZoom = 15.2

/** The open alarm's home with its entrance, and who is on the way there. */
export const OpenHome = ({ colours, isCalm }: { readonly colours: MapColours; readonly isCalm: boolean }) => {
  const { current: map } = useMap()
  const view = useCase()
  const units = useEvery(useUnits(), isCalm ? 5 * second : second)
  const home = view?.home ?? null
  const caseId = view?.caseId ?? null
  const [lng, lat] = home?.entrance ?? [null, null]
  useEffect(() => {
    if (!map || caseId === null || lng === null || lat === null) return
    if (!mapMovesTo(caseId, `${lng} ${lat}`)) return
    map.easeTo({ center: [lng, lat], zoom: Math.max(map.getZoom(), homeZoom), duration: isCalm ? 0 : 700 })
  }, [map, caseId, lng, lat, isCalm])
  const coming = useMemo(
    () => units.filter((unit) => unit.caseId !== null && unit.caseId === caseId && unit.status === 'driving'),
    [units, caseId],
  )
  const data = useMemo((): FeatureCollection => {
    if (!home) return { type: 'FeatureCollection', features: [] }
    const line = (from: Position, to: Position, kind: string): Feature => ({
      type: 'Feature',
      properties: { kind },
      geometry: { type: 'LineString', coordinates: [[...from], [...to]] },
    })
    return {
      type: 'FeatureCollection',
      features: [
        line(home.position, home.entrance, 'door'),
        ...coming.map((unit) => line(unit.position, home.entrance, 'way')),
        {
          type: 'Feature',
          properties: { kind: 'entrance' },
          geometry: { type: 'Point', coordinates: [...home.entrance] },
        },
      ],
    }
  }, [home, coming])
  return (
    <Source id="open-home" type="geojson" data={data}>
      <Layer
        id="open-way"
        type="line"
        filter={['==', ['get', 'kind'], 'way']}
        layout={{ 'line-cap': 'round' }}
        paint={{ 'line-color': colours.mine, 'line-width': 3.5, 'line-dasharray': [0.4, 2.1] }}
      />
      <Layer
        id="open-door-line"
        type="line"
        filter={['==', ['get', 'kind'], 'door']}
        paint={{ 'line-color': colours.mine, 'line-width': 2 }}
      />
      <Layer
        id="open-entrance"
        type="circle"
        filter={['==', ['get', 'kind'], 'entrance']}
        paint={{
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 13, 3, 17, 6],
          'circle-color': colours.halo,
          'circle-stroke-color': colours.mine,
          'circle-stroke-width': 3,
        }}
      />
    </Source>
  )
}
