/** The town's layers, as the centre names them; what the style does not know is not drawn. */
export const townLayers = [
  'landcover',
  'water',
  'roads',
  'buildings',
  'districts',
  'labels',
  'places',
] as const
export type TownLayer = (typeof townLayers)[number]
