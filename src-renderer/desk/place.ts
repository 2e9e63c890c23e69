import type { Position } from '../../src-domain/ids.ts'
import type { CallAnswer } from '../../src-preload/contract/contract.ts'
import type { Place } from '../../src-preload/contract/place.ts'
import { call } from '../feed/bridge.ts'
import { reopenCase, useDesk } from './desk.ts'

/**
 * Where somebody is in this window, told to the shell: a page that died, or a whole console that was started again,
 * comes back there. A dialog does not: what was half decided is asked anew.
 */
let map: Place['map'] = null
let scroll: Place['scroll'] = {}
let before: Place | null = null

/** Scrolling and dragging say so with every frame: the last one is kept. */
const tellAfterMs = 250
let timer: ReturnType<typeof setTimeout> | undefined

const tell = (): void => {
  const { view, caseId, storyCaseId } = useDesk.getState()
  // A shell that cannot be reached is being replaced with all of this window.
  call('keepPlace', { place: { view, caseId, storyCaseId, map, scroll } }).catch(() => undefined)
}

const tellSoon = (): void => {
  clearTimeout(timer)
  timer = setTimeout(tell, tellAfterMs)
}

/** Begins where the window was, and tells from now on where it is; whether the console was started again meanwhile. */
export const returnToPlace = async (): Promise<CallAnswer<'place'>['again']> => {
  const { place, again } = await call('place', {})
  if (place !== null) {
    before = place
    ;({ map, scroll } = place)
    useDesk.setState({ view: place.view, caseId: place.caseId, storyCaseId: place.storyCaseId })
    reopenCase()
  }
  useDesk.subscribe((now, then) => {
    const isElsewhere =
      now.view !== then.view || now.caseId !== then.caseId || now.storyCaseId !== then.storyCaseId
    // At once: whoever has just opened a case wants it back.
    if (isElsewhere) tell()
  })
  return again
}

/** Where the map looked before; null where it should look as it likes. */
export const mapPlace = (): Place['map'] => map

export const keepMapPlace = (at: Position, zoom: number): void => {
  map = { at, zoom }
  tellSoon()
}

export const keepScroll = (name: string, top: number): void => {
  if ((scroll[name] ?? 0) === top) return
  // Of what belongs to a case, the newest of each kind.
  const [kind = '', of] = name.split(':')
  const others = Object.entries(scroll).filter(
    ([key]) => key !== name && !(of !== undefined && key.startsWith(`${kind}:`)),
  )
  scroll = { ...Object.fromEntries(others), ...(top > 0 ? { [name]: top } : {}) }
  tellSoon()
}

/** How far a list was scrolled when the page died, once. */
export const takeScroll = (name: string): number => {
  const top = before?.scroll[name] ?? 0
  if (before !== null) before = { ...before, scroll: { ...before.scroll, [name]: 0 } }
  return top
}

/** The home that the map was moved to for an open case; a map that is drawn anew stays where somebody looked since. */
let lookedFor: string | null = null

/** Whether the map has to move to `home`, the place of the open case. */
export const mapMovesTo = (caseId: string, home: string): boolean => {
  const isReturn = before?.map != null && before.caseId === caseId
  const wanted = `${caseId} ${home}`
  const moves = lookedFor !== wanted && !isReturn
  lookedFor = wanted
  if (before !== null) before = { ...before, caseId: null }
  return moves
}
