import type { UnitLife } from '../../../src-domain/hardware/words.ts'
import type { TagLook } from '../../ui/Tag.tsx'

/** What needs somebody's hand stands out; what is settled does not. */
export const lifeLook: Readonly<Record<UnitLife, TagLook>> = {
  returned: 'grey',
  onTest: 'plain',
  tested: 'care',
  reuse: 'ok',
  repair: 'grey',
  scrap: 'grey',
}
