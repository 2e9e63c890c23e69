import { second } from '../../../src-domain/time.ts'
import type { Link } from '../link/link.ts'
import type { Travel } from './responders.ts'

/** Patrols drive: times by road are asked for again while a window shows the case. */
const askAgain = 10 * second

/** Travel times to the cases that windows show, from the centre's road network. */
export const openTravel = (link: () => Link, mono: () => number, changed: () => void) => {
  const known = new Map<string, { readonly travel: Travel; readonly at: number }>()
  const asking = new Set<string>()

  const ask = async (caseId: string): Promise<void> => {
    asking.add(caseId)
    const said = await link()
      .ask('responders', { caseId })
      .finally(() => asking.delete(caseId))
    if (said.kind === 'lost' || !said.answer.ok) return
    known.set(caseId, {
      travel: new Map(said.answer.value.responders.map((r) => [r.unitId, r.seconds])),
      at: mono(),
    })
    changed()
  }

  return {
    /** Null when not known, or from before the centre went away: then it is estimated. */
    of: (caseId: string): Travel | null =>
      link().state().kind === 'connected' ? (known.get(caseId)?.travel ?? null) : null,
    /** The cases that windows show now. */
    follow: (caseIds: ReadonlySet<string>): void => {
      for (const id of known.keys()) if (!caseIds.has(id)) known.delete(id)
      if (link().state().kind !== 'connected') return
      for (const id of caseIds) {
        const last = known.get(id)
        if (!asking.has(id) && (!last || mono() - last.at > askAgain)) void ask(id)
      }
    },
  }
}
