import { Map as TownMap } from '@vis.gl/react-maplibre'
import * as maplibre from 'maplibre-gl'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Health } from '../../../src-preload/contract/view.ts'
import { keepMapPlace, mapPlace } from '../../desk/place.ts'
import { useSettings } from '../../desk/settings.ts'
import { useHealth } from '../../feed/hooks.ts'
import { AlarmDots } from './AlarmDots.tsx'
import { AlarmPins } from './AlarmPins.tsx'
import { AreaPins } from './AreaPins.tsx'
import { mapColours } from './colours.ts'
import { Homes } from './Homes.tsx'
import { Legend } from './Legend.tsx'
import style from './Map.module.css'
import { MapList } from './MapList.tsx'
import { MapTools, townZoom } from './MapTools.tsx'
import { isDrawable, layerUrl } from './maplibre.ts'
import { OpenHome } from './OpenHome.tsx'
import { townStyle } from './style.ts'
import { UnitPins } from './UnitPins.tsx'
import { useMapLife } from './useMapLife.ts'

export const MapPane = () => {
  const { t } = useTranslation()
  const health = useHealth()
  const { n, isLost, lost } = useMapLife()
  return (
    <div className={style.pane} data-testid="map">
      {isLost ? (
        <MapList title={t('map.lostTitle')} text={t('map.lostText')} />
      ) : !isDrawable() ? (
        <MapList title={t('map.noWebglTitle')} text={t('map.noWebglText')} />
      ) : health?.map ? (
        <DrawnMap key={n} map={health.map} graphics={health.graphics} onLost={lost} />
      ) : (
        <MapList title={t('map.noMapTitle')} text={t('map.noMapText')} />
      )}
    </div>
  )
}

type DrawnProps = {
  readonly map: NonNullable<Health['map']>
  readonly graphics: Health['graphics']
  readonly onLost: () => void
}

const DrawnMap = ({ map, graphics, onLost }: DrawnProps) => {
  const { t } = useTranslation()
  const theme = useSettings((settings) => settings.theme)
  const isCalm = graphics === 'software'
  const colours = mapColours[theme]
  const { id, layers, centre } = map
  const known = layers.join('\n')
  const drawing = useMemo(
    () => townStyle(theme, known.split('\n'), (layer) => layerUrl(id, layer)),
    [theme, known, id],
  )
  const [readyFor, setReadyFor] = useState<typeof drawing | null>(null)
  // Another look is another drawing, which has to load.
  const isReady = readyFor === drawing
  const [fault, setFault] = useState<string | null>(null)
  const { at, zoom } = mapPlace() ?? { at: centre, zoom: townZoom }
  const begin = { longitude: at[0], latitude: at[1], zoom }
  return (
    <div className={style.fill} data-own-arrows data-ready={isReady || undefined} data-testid="map-drawn">
      <TownMap
        // A new look is a new map: simpler and safer than taking one style's layers out of another's.
        key={theme}
        mapLib={maplibre}
        mapStyle={drawing}
        initialViewState={begin}
        minZoom={9}
        maxZoom={19}
        attributionControl={false}
        dragRotate={false}
        pitchWithRotate={false}
        touchPitch={false}
        fadeDuration={isCalm ? 0 : 200}
        {...(isCalm ? { pixelRatio: 1 } : {})}
        locale={{ 'Map.Title': t('map.label') }}
        onLoad={({ target }) => {
          const canvas = target.getCanvas()
          // A map that is taken down for another theme gives its context back: that is no loss.
          canvas.addEventListener('webglcontextlost', () => (canvas.isConnected ? onLost() : undefined))
        }}
        onMoveEnd={({ viewState: v }) => keepMapPlace([v.longitude, v.latitude], v.zoom)}
        onIdle={() => setReadyFor(drawing)}
        onError={({ error }) => setFault(error.message)}
      >
        <Homes colours={colours} isCalm={isCalm} />
        <AlarmDots colours={colours} />
        <OpenHome colours={colours} isCalm={isCalm} />
        <AreaPins />
        <UnitPins isCalm={isCalm} />
        <AlarmPins />
        <MapTools centre={centre} isCalm={isCalm} />
      </TownMap>
      <div className={style.notices}>
        {isCalm ? <p>{t('map.software')}</p> : null}
        {fault === null ? null : <p>{t('map.layerMissing', { layer: fault })}</p>}
      </div>
      <Legend />
    </div>
  )
}
