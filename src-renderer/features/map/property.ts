import type { ExpressionSpecification } from 'maplibre-gl'

/** Whether a feature's property is one of these. */
export const is = (property: string, ...values: string[]): ExpressionSpecification => [
  'in',
  ['get', property],
  ['literal', values],
]
