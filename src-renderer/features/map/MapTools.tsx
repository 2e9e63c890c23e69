import { useMap } from '@vis.gl/react-maplibre'
import { Focus, Map as MapIcon, Minus, Plus } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Position } from '../../../src-domain/ids.ts'
import { looked, useDesk } from '../../desk/desk.ts'
import { useAlarms } from '../../feed/hooks.ts'
import { IconButton } from '../../ui/Button.tsx'
import style from './Map.module.css'

export const townZoom = 13.2

export const MapTools = ({ centre, isCalm }: { readonly centre: Position; readonly isCalm: boolean }) => {
  const { t } = useTranslation()
  const { current: map } = useMap()
  const alarms = useAlarms()
  const look = useDesk((desk) => desk.look)
  const duration = isCalm ? 0 : 500
  useEffect(() => {
    if (!look || !map) return
    map.easeTo({ center: [...look.at], zoom: look.zoom, duration })
    looked(look.n)
  }, [look, map, duration])
  const fitAll = () => {
    const points = alarms.flatMap(({ position }) => (position ? [position] : []))
    if (points.length === 0) return
    const lngs = points.map(([lng]) => lng)
    const lats = points.map(([, lat]) => lat)
    map?.fitBounds(
      [
        [Math.min(...lngs), Math.min(...lats)],
        [Math.max(...lngs), Math.max(...lats)],
      ],
      { padding: 90, maxZoom: 15.5, duration },
    )
  }
  return (
    <div className={style.tools}>
      <IconButton label={t('map.zoomIn')} onPress={() => map?.zoomIn({ duration: isCalm ? 0 : 200 })}>
        <Plus size="1.7rem" aria-hidden="true" />
      </IconButton>
      <IconButton label={t('map.zoomOut')} onPress={() => map?.zoomOut({ duration: isCalm ? 0 : 200 })}>
        <Minus size="1.7rem" aria-hidden="true" />
      </IconButton>
      <IconButton label={t('map.fit')} onPress={fitAll} isDisabled={alarms.length === 0}>
        <Focus size="1.7rem" aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t('map.home')}
        onPress={() => map?.easeTo({ center: [...centre], zoom: townZoom, duration })}
      >
        <MapIcon size="1.7rem" aria-hidden="true" />
      </IconButton>
    </div>
  )
}
