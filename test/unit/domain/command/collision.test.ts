import { describe, expect, it } from 'vitest'
import { ranInto } from '../../../../src-domain/command/collision.ts'
import type { Command } from '../../../../src-domain/command/command.ts'
import { decide } from '../../../../src-domain/command/decide.ts'
import { readFact } from '../../../../src-domain/journal/read.ts'
import { atWork, colleague, grantOf, operator } from './scene.ts'

const factsOf = (shift: ReturnType<typeof atWork>['shift']) => (caseId: string) =>
  shift.journal.entries.flatMap((entry) => {
    const read = readFact(entry)
    return entry.caseId === caseId && read.ok ? [read.fact] : []
  })

/** As the centre asks it: with what the journal has behind the entry that was seen. */
const asked = (scene: ReturnType<typeof atWork>, command: Command, seen: number) => {
  const { shift, caseId } = scene
  const since = factsOf(shift)(caseId).filter((fact) => fact.seq > seen)
  return decide(command, { ...shift.situation(command, operator), since })
}
const newest = ({ shift }: ReturnType<typeof atWork>) => shift.journal.entries.length
const close = (caseId: string): Command => ({
  name: 'close',
  args: { caseId, outcome: 'helpedByPhone', note: '' },
})

describe('what somebody else did since', () => {
  it('keeps a case from being closed, where it weighs', () => {
    const scene = atWork()
    const seen = newest(scene)
    scene.ask({ name: 'note', args: { caseId: scene.caseId, text: 'wait' } }, colleague)
    expect(asked(scene, close(scene.caseId), seen)).toMatchObject({
      ok: false,
      error: {
        code: 'changedSince',
        detail: { did: 'case.noted', by: colleague.personId, byKind: 'person' },
      },
    })
    expect(asked(scene, close(scene.caseId), newest(scene)).ok).toBe(true)
  })

  it('does not, where one did it oneself or it weighs nothing', () => {
    const scene = atWork()
    const seen = newest(scene)
    scene.ask({ name: 'note', args: { caseId: scene.caseId, text: 'mine' } })
    expect(asked(scene, close(scene.caseId), seen).ok).toBe(true)
  })

  it('keeps a grant from a phone from which one was just taken, and from no other', () => {
    const scene = atWork()
    scene.ask({ name: 'dispatch', args: { caseId: scene.caseId, unitId: 'unit-2' } })
    scene.grant()
    const seen = newest(scene)
    const [given] = scene.rows.of('grant')
    const revoke = { caseId: scene.caseId, grantId: given?.id ?? '', reason: 'mistake' } as const
    expect(scene.ask({ name: 'revoke', args: revoke }, colleague)).toBe('done')
    const grant = (unitId: string): Command => ({ name: 'grant', args: grantOf(scene.caseId, unitId) })
    expect(asked(scene, grant('unit-1'), seen)).toMatchObject({ error: { code: 'changedSince' } })
    const other = asked(scene, grant('unit-2'), seen)
    expect(other.ok || other.error.code !== 'changedSince').toBe(true)
  })
})

describe('a refusal', () => {
  it('names the newest fact that explains it, and of things the one that was asked about', () => {
    const scene = atWork()
    const { caseId, shift, rows } = scene
    const [dispatch] = rows.of('dispatch')
    const recall: Command = { name: 'recall', args: { caseId, dispatchId: dispatch?.id ?? '' } }
    scene.ask(recall)
    const decided = decide(recall, shift.situation(recall, operator))
    if (decided.ok) throw new Error('recalled twice')
    expect(ranInto(decided.error, recall, factsOf(shift))).toMatchObject({
      code: 'dispatchEnded',
      detail: { did: 'dispatch.recalled', by: operator.personId, at: shift.now },
    })
    const other: Command = { name: 'recall', args: { caseId, dispatchId: caseId } }
    expect(ranInto(decided.error, other, factsOf(shift)).detail).not.toHaveProperty('did')
  })

  it('that ran into nobody stays as it is', () => {
    const scene = atWork()
    const error = { code: 'reasonMissing', detail: {} } as const
    expect(ranInto(error, close(scene.caseId), factsOf(scene.shift))).toEqual(error)
  })
})
