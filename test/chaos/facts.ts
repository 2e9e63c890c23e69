import type { EscalationCause } from '../../src-domain/alarm/words.ts'
import type { Fact } from '../../src-domain/journal/kinds.ts'
import { readFact } from '../../src-domain/journal/read.ts'
import { centreEntries } from './disks.ts'
import type { Checked } from './fault.ts'

/** What the centre said in this round. */
export const factsOf = ({ centre, begun }: Checked): readonly Fact[] =>
  centreEntries(centre.folder, begun).map((entry) => {
    const read = readFact(entry)
    if (!read.ok) throw new Error(read.why)
    return read.fact
  })

/** The escalations among it. */
export const escalationsOf = (at: Checked) => factsOf(at).filter((f) => f.kind === 'alarm.escalated')

/** The centre noticed that an alarm did not reach anybody, for one of these causes. */
export const escalatedFor =
  (...causes: readonly EscalationCause[]) =>
  (at: Checked): string[] =>
    escalationsOf(at).some(({ payload }) => causes.includes(payload.cause))
      ? []
      : [`nothing was escalated for ${causes.join(' or ')}`]
