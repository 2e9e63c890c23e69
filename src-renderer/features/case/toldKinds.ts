import { type Kind, kinds } from '../../../src-domain/journal/kinds.ts'

/** Kinds that a timeline never tells: they concern nobody's door and nobody's alarm. */
const untold = [
  'probe.raised',
  'fallback.tested',
  'session.signedIn',
  'session.signedOut',
  'workplace.connected',
  'workplace.lost',
] as const
export type Told = Exclude<Kind, (typeof untold)[number]>
export const toldKinds = Object.keys(kinds).filter(
  (kind): kind is Told => !untold.some((other) => other === kind),
)
