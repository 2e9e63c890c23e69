import { useMap } from '@vis.gl/react-maplibre'
import { Marker } from 'maplibre-gl'
import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Position } from '../../../src-domain/ids.ts'

type PinProps = {
  readonly at: Position
  /** How long a move takes, in ms; 0 jumps. */
  readonly glide: number
  readonly children: ReactNode
  /** Higher lies on top. */
  readonly level: number
}

/**
 * Something of the page that stands on the map. It moves by itself: a unit glides from one position to the
 * next without the map being drawn again, which matters where there is no graphics card.
 */
export const Pin = ({ at, glide, children, level }: PinProps) => {
  const { current: map } = useMap()
  const [element] = useState(() => document.createElement('div'))
  const [marker] = useState(() => new Marker({ element }).setLngLat(at))
  useEffect(() => {
    if (!map) return
    marker.addTo(map.getMap())
    // The library makes every marker a button; the button is our own, inside.
    element.removeAttribute('role')
    element.removeAttribute('tabindex')
    element.removeAttribute('aria-label')
    return () => {
      marker.remove()
    }
  }, [map, marker, element])
  useEffect(() => {
    element.style.setProperty('z-index', String(level))
  }, [element, level])
  const [lng, lat] = at
  useEffect(() => {
    const from = marker.getLngLat()
    if (glide === 0 || (from.lng === lng && from.lat === lat)) {
      marker.setLngLat([lng, lat])
      return
    }
    const begun = performance.now()
    const step = (now: number) => {
      const part = Math.min(1, Math.max(0, now - begun) / glide)
      marker.setLngLat([from.lng + (lng - from.lng) * part, from.lat + (lat - from.lat) * part])
      if (part < 1) frame = requestAnimationFrame(step)
    }
    let frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [marker, lng, lat, glide])
  return createPortal(children, element)
}
