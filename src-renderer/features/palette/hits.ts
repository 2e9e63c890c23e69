import type { SearchHit } from '../../../src-preload/contract/view.ts'
import type { Place } from '../../desk/desk.ts'

/** Where something can be asked about without a case; null for what is no place, or has a case to open. */
export const placeOf = ({ kind, id, caseId }: SearchHit): Place | null =>
  caseId === null && (kind === 'resident' || kind === 'home' || kind === 'door') ? { kind, id } : null

/**
 * A phone that is asked for by whoever has it, or by its number, stands first: "I lost my phone" is urgent. One
 * that only lies in the car that is searched for stands last, so that a search for a car finds the car.
 */
export const inOrder = (hits: readonly SearchHit[], text: string): readonly SearchHit[] => {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean)
  const isOfUnit = (hit: SearchHit): boolean => {
    if (hit.kind !== 'handset') return false
    const [number = '', unitName] = hit.subtitle.split(' · ').reverse()
    // Nobody has it: then the unit gave it its title.
    const name = unitName === undefined ? '' : hit.title
    const words = `${name} ${number} ${number.replaceAll(' ', '')}`.toLowerCase()
    return !parts.every((part) => words.includes(part))
  }
  return [...hits.filter((hit) => !isOfUnit(hit)), ...hits.filter(isOfUnit)]
}
