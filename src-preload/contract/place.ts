import { z } from 'zod'
import { position, uuid } from '../../src-domain/ids.ts'

/** Where somebody was in a window: what stood beside the queue, and how far each list was scrolled. */
export const place = z.object({
  view: z.enum(['operations', 'review', 'workbench']),
  caseId: uuid.nullable(),
  storyCaseId: uuid.nullable(),
  map: z.object({ at: position, zoom: z.number() }).nullable(),
  /** Pixels from the top, by the name of what scrolls. */
  scroll: z.record(z.string().max(60), z.number().min(0)),
})
export type Place = z.infer<typeof place>
