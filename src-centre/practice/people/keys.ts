import type { Random } from '../random.ts'
import type { LonLat, Station } from '../town/town.ts'
import type { KeyStore, Numbering } from './doors.ts'

/** Where the box hangs, in words that find it in the dark. */
const boxPlaces = [
  'Nøkkelboks til høyre for døra, bak postkassen',
  'Nøkkelboks til venstre for døra, i knehøyde',
  'Nøkkelboks på gjerdestolpen ved porten',
  'Nøkkelboks under trappa, høyre side',
  'Nøkkelboks på kjellerdøra bak huset',
  'Nøkkelboks ved sykkelstativet, grå boks nr.',
] as const

/** Every other box, by its number: a lot drawn here would change all that is drawn after it. */
const hasKeypad = (boxId: string): boolean => Number(boxId.replace(/\D/g, '')) % 2 === 0

export const hangKeyBox = (random: Random, ids: Numbering, at: LonLat): KeyStore => {
  const place = random.pick(boxPlaces)
  const id = ids.next('box')
  return {
    id,
    municipality: ids.municipality,
    kind: 'keyBox',
    label: place.endsWith('nr.') ? `${place} ${random.int(1, 40)}` : place,
    hook: null,
    position: at,
    keypad: hasKeypad(id),
  }
}

/** A hook in a logged cabinet at a patrol base; each hook holds one home's key. */
export const keepInCabinet = (ids: Numbering, base: Station, hook: number): KeyStore => ({
  id: ids.next('hook'),
  municipality: ids.municipality,
  kind: 'keyCabinet',
  label: `Skap ${Math.floor(hook / 120) + 1}, ${base.name}`,
  hook: String((hook % 120) + 1),
  position: base.position,
  keypad: false,
})
