import type { z } from 'zod'
import { fromCentre } from '../../../src-domain/wire/protocol.ts'
import type { Health } from '../../../src-preload/contract/view.ts'

/** What the centre said of itself when it was last there; kept, so that a desk without it still has its map. */
export const welcome = fromCentre.welcome
export type Welcome = z.infer<typeof welcome>

export type Condition = Omit<Health, 'municipality' | 'map' | 'core'> & { readonly welcome: Welcome | null }

export const healthOf = ({ welcome: w, ...condition }: Condition): Health => {
  const municipality = w?.municipalities[0]
  return {
    ...condition,
    core: 'running',
    municipality: w?.municipalities.map((m) => m.name).join(' · ') ?? '',
    map: w?.map && municipality ? { id: w.map.id, layers: w.map.layers, centre: municipality.centre } : null,
  }
}
