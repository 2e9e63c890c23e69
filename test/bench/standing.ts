import type { Centre } from '../../src-centre/centre.ts'
import { centreSays } from '../../src-centre/journal/journal.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import { type Scene, story } from '../build/history.ts'

/**
 * Alarms that a colleague has, as in an ordinary hour. One that rings again, because nobody touched it for ten minutes
 * or because the desk was gone between two starts, is answered again at once: a dozen that ring stand above every
 * measured one, and the queue draws only as far down as can be seen.
 */
export const keepStanding = async (
  { journal, clock }: { readonly journal: Centre['journal']; readonly clock: { readonly now: () => number } },
  scenes: readonly Scene[],
): Promise<void> => {
  const say = (drafts: readonly Draft[]) => journal.append(drafts, centreSays(clock.now(), 'bench'))
  const owned = new Map<string, Scene['desk']>()
  const firstOf = (n: number, caseId: string, scene: Scene, from: number, to: number): Draft[] =>
    story(n, caseId, scene)
      .slice(from, to)
      .map(([draft]) => draft)

  await journal.write(() => {
    for (const [n, scene] of scenes.entries()) {
      const [raised] = say(firstOf(n, '', scene, 0, 1))
      if (!raised) throw new Error('nothing was appended')
      say(firstOf(n, raised.id, scene, 1, 3))
      owned.set(raised.id, scene.desk)
    }
  })
  journal.onPublished(({ entries }) => {
    const answered = entries.flatMap(({ kind, caseId }): Draft[] => {
      const desk = kind === 'alarm.rang' && caseId !== null ? owned.get(caseId) : undefined
      return desk ? [{ kind: 'alarm.answered', caseId, payload: desk }] : []
    })
    if (answered.length > 0) void journal.write(() => say(answered))
  })
}
