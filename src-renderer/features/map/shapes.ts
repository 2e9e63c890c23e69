import { useMap } from '@vis.gl/react-maplibre'
import { useEffect } from 'react'
import type { MapColours } from './colours.ts'

/** Twice as fine as they are shown, for dense screens. */
const ratio = 2
const side = 18 * ratio

/** A filled square for a fault, a hollow one with a low bar for a battery: shape as well as colour. */
const drawShape = (colours: MapColours, kind: 'fault' | 'battery'): ImageData | null => {
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')
  if (!pen) return null
  pen.scale(ratio, ratio)
  pen.fillStyle = kind === 'fault' ? colours.care : colours.halo
  pen.strokeStyle = kind === 'fault' ? colours.halo : colours.care
  pen.lineWidth = 2
  pen.beginPath()
  pen.roundRect(3, 3, 12, 12, 2.5)
  pen.fill()
  pen.stroke()
  pen.fillStyle = kind === 'fault' ? colours.careInk : colours.care
  if (kind === 'fault') {
    pen.fillRect(8.1, 5.4, 1.8, 4.6)
    pen.fillRect(8.1, 11, 1.8, 1.8)
  } else {
    pen.fillRect(5.6, 9.6, 6.8, 3)
  }
  return pen.getImageData(0, 0, side, side)
}

/** Gives the map its drawn shapes, in the colours of the look. */
export const useShapes = (colours: MapColours): void => {
  const { current: ref } = useMap()
  useEffect(() => {
    const map = ref?.getMap()
    if (!map) return
    const names = ['fault', 'battery'] as const
    for (const name of names) {
      const image = drawShape(colours, name)
      if (image && !map.hasImage(`shape-${name}`)) map.addImage(`shape-${name}`, image, { pixelRatio: ratio })
    }
    return () => {
      for (const name of names)
        if (map.style && map.hasImage(`shape-${name}`)) map.removeImage(`shape-${name}`)
    }
  }, [ref, colours])
}
