import type { z } from 'zod'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import type { DispatchRow } from '../../src-domain/journal/rows.ts'
import { isOver } from '../../src-domain/patrol/evolve.ts'
import { ok, type Result, refuse } from '../../src-domain/result.ts'
import { centreInstant, type Instant } from '../../src-domain/time.ts'
import { fromHandset } from '../../src-domain/wire/field.ts'
import type { Saying } from '../journal/journal.ts'
import { believable } from './believable.ts'
import type { Parts } from './parts.ts'
import { takeReadings } from './platform.ts'
import { answer, type Line } from './socket.ts'

type Use = z.infer<typeof fromHandset.uses>['uses'][number]
/** Two phones may carry one record home: its identifier is made of the door's own bytes, whoever tells it. */
const doors = 'doors'

type Step = 'accept' | 'decline' | 'arrive' | 'clear'
type Report = { readonly dispatchId: string; readonly at: Instant }

/** What a handset tells. The same told twice is one, so that it may tell until it hears that it was heard. */
export const answerReports = (line: Line, handsetId: string, parts: Parts): void => {
  const { clock, journal, store } = parts
  const saying = (at: Instant, causedBy: string | null): Saying => ({
    by: { kind: 'handset', id: handsetId },
    at: believable(at, clock.now()),
    receivedAt: clock.now(),
    causedBy,
  })
  const unitId = () => store.registry.get('handset', handsetId)?.unitId

  const step = (name: Step) => (report: Report) =>
    journal.write((): Result<object> => {
      const row = store.rows.load('dispatch', report.dispatchId)
      if (!row || row.unitId !== unitId()) return refuse('unknownDispatch')
      const told = stepOf(name, row)
      if (told.ok && told.value) journal.append([told.value], saying(report.at, null))
      return told.ok ? ok({}) : told
    })
  answer(line, 'accept', fromHandset.accept, step('accept'))
  answer(line, 'decline', fromHandset.decline, step('decline'))
  answer(line, 'arrive', fromHandset.arrive, step('arrive'))
  answer(line, 'clear', fromHandset.clear, step('clear'))

  answer(line, 'deleted', fromHandset.deleted, ({ grantId, at }) =>
    journal.write((): Result<object> => {
      const row = store.rows.load('grant', grantId)
      if (!row || row.holder.handsetId !== handsetId) return refuse('unknownGrant')
      // Whoever has a blocked phone may say what he likes: only the end of the lease counts.
      const blocked = store.rows.load('handset', handsetId)?.blocked
      if (blocked) return refuse('handsetBlocked', { at: blocked.at })
      const draft: Draft = { kind: 'grant.deleted', caseId: row.caseId, payload: { grantId } }
      if (row.deletedAt === null) journal.append([draft], saying(at, null))
      return ok({})
    }),
  )

  answer(line, 'uses', fromHandset.uses, ({ uses }) =>
    journal.write((): Result<object> => {
      for (const use of uses) {
        if (store.seen.use(doors, use.useId)) continue
        store.seen.putUse(doors, use.useId, clock.now())
        const caseId = use.grantId === null ? null : (store.rows.load('grant', use.grantId)?.caseId ?? null)
        journal.append([draftOfUse(use, caseId)], saying(use.at, use.useId))
      }
      return ok({})
    }),
  )

  answer(line, 'position', fromHandset.position, async ({ at, ...seen }) => {
    const handset = store.registry.get('handset', handsetId)
    if (!handset) return refuse('noHandset')
    const receivedAt = clock.now()
    await takeReadings(parts, [
      {
        kind: 'unit',
        subject: handset.unitId,
        municipality: handset.municipality,
        at: believable(at, receivedAt),
        receivedAt,
        coverage: true,
        ...seen,
      },
    ])
    return ok({})
  })
}

/** No handset of the unit is connected any more: where it was last seen stands, with its age. */
export const lostCoverage = async (parts: Parts, unitId: string): Promise<void> => {
  const last = parts.store.telemetry.ofUnit(unitId)
  if (!last?.coverage) return
  const receivedAt = parts.clock.now()
  const { version: _version, ...reading } = last
  await takeReadings(parts, [{ ...reading, coverage: false, at: centreInstant(receivedAt), receivedAt }])
}

/** The fact that a step comes to; null where it is known already. */
const stepOf = (name: Step, row: DispatchRow): Result<Draft | null> => {
  const draft = (kind: 'accepted' | 'declined' | 'arrived' | 'cleared'): Draft => ({
    kind: `dispatch.${kind}`,
    caseId: row.caseId,
    payload: { dispatchId: row.id },
  })
  switch (name) {
    case 'accept':
      if (row.acceptedAt !== null) return ok(null)
      return isOver(row) ? refuse('dispatchEnded', { state: row.state }) : ok(draft('accepted'))
    case 'decline':
      if (row.state === 'declined') return ok(null)
      return isOver(row) ? refuse('dispatchEnded', { state: row.state }) : ok(draft('declined'))
    case 'arrive':
      // Somebody who was recalled and came all the same was there.
      return ok(row.arrivedAt === null ? draft('arrived') : null)
    case 'clear':
      return ok(isOver(row) ? null : draft('cleared'))
  }
}

/** A use of a grant that nobody knows is a fact all the same. */
const draftOfUse = (use: Use, caseId: string | null): Draft =>
  use.result === 'opened'
    ? {
        kind: 'grant.used',
        caseId,
        payload: { grantId: use.grantId, doorId: use.doorId, reentry: use.reentry },
      }
    : {
        kind: 'grant.refused',
        caseId,
        payload: { grantId: use.grantId, doorId: use.doorId, cause: use.cause },
      }
