import { type Kind, kinds } from '../../../src-domain/journal/kinds.ts'

/** Kinds that a timeline never tells: they concern nobody's alarm, and no door on which somebody lives. */
const untold = [
  'probe.raised',
  'fallback.tested',
  'session.signedIn',
  'session.signedOut',
  'workplace.connected',
  'workplace.lost',
  'hardware.returned',
  'hardware.testBegun',
  'hardware.wipeBegun',
  'hardware.tested',
  'hardware.signed',
] as const
export type Told = Exclude<Kind, (typeof untold)[number]>
export const toldKinds = Object.keys(kinds).filter(
  (kind): kind is Told => !untold.some((other) => other === kind),
)
