import type { FromCentre } from '../../../src-domain/wire/protocol.ts'
import type { Link } from '../link/link.ts'

export type PresencePorts = {
  readonly workplaceId: string
  readonly link: () => Link
  readonly token: () => string | null
  /** Cases at which somebody came or went. */
  readonly changed: (caseIds: readonly string[]) => void
}

/** Who else has which case open, and the word of what is open here. Nothing of it is kept: it is so now, or it is not. */
export const openPresence = (ports: PresencePorts) => {
  const byCase = new Map<string, string[]>()
  /** What the centre was told last on this connection. */
  let said = ''

  const take = ({ open }: FromCentre['presence']): void => {
    const touched = new Set(byCase.keys())
    byCase.clear()
    for (const { caseId, personId, workplaceId } of open) {
      if (workplaceId === ports.workplaceId) continue
      touched.add(caseId)
      const there = byCase.get(caseId) ?? []
      if (!there.includes(personId)) byCase.set(caseId, [...there, personId])
    }
    ports.changed([...touched])
  }

  return {
    take,
    /** At other workplaces. */
    others: (caseId: string): readonly string[] => byCase.get(caseId) ?? [],
    /** Tells what is open here, where that is news. */
    say: (open: ReadonlySet<string>): void => {
      const words = { session: ports.token(), cases: [...open].slice(0, 8) }
      const text = JSON.stringify(words)
      if (text === said || ports.link().state().kind !== 'connected') return
      said = text
      void ports
        .link()
        .ask('looking', words)
        .then((answer) => {
          if (answer.kind === 'lost' && said === text) said = ''
        })
    },
    /** The line is gone: who looks at what is not known any more, and has to be told anew. */
    lost: (): void => {
      said = ''
      if (byCase.size > 0) take({ open: [] })
    },
  }
}
