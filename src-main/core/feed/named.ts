import { actor } from '../../../src-domain/journal/envelope.ts'
import type { Refusal } from '../../../src-domain/result.ts'
import { byName, type Desk } from './desk.ts'

/** Puts a name to whoever was faster, as the registry knows them here. */
export const named = (desk: Desk, error: Refusal): Refusal => {
  const { by, byKind, owner } = error.detail
  const who = actor.safeParse({ kind: byKind, id: by })
  if (who.success) return { ...error, detail: { ...error.detail, name: byName(desk, who.data) } }
  if (typeof owner !== 'string' || owner === '') return error
  return { ...error, detail: { ...error.detail, name: byName(desk, { kind: 'person', id: owner }) } }
}
