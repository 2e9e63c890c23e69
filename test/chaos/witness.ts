import { setTimeout as wait } from 'node:timers/promises'
import { readFact } from '../../src-domain/journal/read.ts'
import type { Desk } from './desk.ts'
import { centreEntries } from './disks.ts'
import type { Press } from './storm.ts'

const lookEvery = 100

/** What became of one press, by this machine's monotonic clock. */
export type Seen = {
  readonly caseId: string | null
  /** When the sound window first had it, or a later press of the same case, in its output. */
  readonly heardAt: number | null
  /** When the journal first said that it was painted and sounding. */
  readonly presentedAt: number | null
}

export type Witness = {
  readonly of: (press: Press) => Seen
  readonly close: () => Promise<void>
}

/**
 * Looks all the time, whatever dies meanwhile: at the sound window's output, and in the centre's journal behind `from`.
 * Times are when it was seen, so they are late by its pace and never early.
 */
export const openWitness = (desk: Desk, folder: string, from: number): Witness => {
  const pressed = new Map<string, { readonly id: string; readonly caseId: string }>()
  /** Presses of each case, in their order. */
  const ofCase = new Map<string, string[]>()
  const heard = new Map<string, number>()
  const presented = new Map<string, number>()
  let read = from
  let broken: unknown = null

  const listen = async (): Promise<void> => {
    const ringing = await desk.ringing().catch(() => [])
    const now = performance.now()
    for (const id of ringing) if (!heard.has(id)) heard.set(id, now)
  }
  const readOn = (): void => {
    const entries = centreEntries(folder, read)
    for (const e of entries) {
      const fact = readFact(e)
      if (!fact.ok) throw new Error(fact.why)
      const { kind, payload, id, caseId } = fact.fact
      if (kind === 'alarm.presented' && !presented.has(payload.pressId))
        presented.set(payload.pressId, performance.now())
      if (kind !== 'alarm.raised' && kind !== 'alarm.pressed') continue
      const ref = payload.source?.ref ?? ''
      if (pressed.has(ref)) throw new Error(`press ${ref} stands in the journal twice`)
      const of = caseId ?? id
      pressed.set(ref, { id, caseId: of })
      ofCase.set(of, [...(ofCase.get(of) ?? []), id])
    }
    read = entries.at(-1)?.seq ?? read
  }
  const look = async (): Promise<void> => {
    await listen()
    readOn()
  }

  let over = false
  const looking = (async () => {
    while (!over) {
      await look().catch((error: unknown) => {
        // A centre that is just being killed or started may lock us out; what is wrong in its journal stays wrong.
        if (!(error instanceof Error && 'code' in error)) broken = error
      })
      await wait(lookEvery)
    }
  })()

  return {
    of: ({ ref }) => {
      const known = pressed.get(ref)
      if (!known) return { caseId: null, heardAt: null, presentedAt: null }
      const rang = ofCase.get(known.caseId) ?? []
      const times = rang.slice(rang.indexOf(known.id)).flatMap((id) => heard.get(id) ?? [])
      return {
        caseId: known.caseId,
        heardAt: times.length === 0 ? null : Math.min(...times),
        presentedAt: presented.get(known.id) ?? null,
      }
    },
    close: async () => {
      over = true
      await looking
      if (broken !== null) throw broken
    },
  }
}
