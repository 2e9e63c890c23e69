import { setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'

/** The worker comes from our own files: the library's own way would need a blob, which our CSP refuses. */
setWorkerUrl(workerUrl)

/** Each try costs a context. */
export const canDrawNow = (): boolean => {
  const context = document.createElement('canvas').getContext('webgl2')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}

let drawable: boolean | undefined
/** Whether this machine can draw a map at all; asked once. */
export const isDrawable = (): boolean => {
  drawable ??= canDrawNow()
  return drawable
}

/** Served beside the page, from the same origin. */
export const layerUrl = (mapId: string, layer: string): string =>
  new URL(`/map/${encodeURIComponent(mapId)}/${encodeURIComponent(layer)}.json`, location.href).href
