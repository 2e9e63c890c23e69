import { type Link, seal } from '../../src-domain/journal/chain.ts'
import type { Entry } from '../../src-domain/journal/envelope.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import { minute, second } from '../../src-domain/time.ts'
import { sha256, uuidOf } from './journal.ts'

/** What is said, and so many ms after the press. */
export type Told = readonly [draft: Draft, after: number]

const press = {
  alarmKind: 'safety' as const,
  priority: 2 as const,
  deviceType: '3',
  statusCode: '10',
  voice: 'duplex' as const,
}

/** Whom an alarm is about, and who handles it from where. */
export type Scene = {
  readonly residentId: string
  readonly homeId: string
  readonly homeUnitId: string
  readonly cid: string
  readonly doorIds: readonly string[]
  readonly patrol: { readonly unitId: string; readonly handsetId: string; readonly personId: string }
  readonly desk: { readonly personId: string; readonly workplaceId: string }
}

const sceneOf = (n: number): Scene => ({
  residentId: `resident-${n % 2_000}`,
  homeId: `home-${n % 900}`,
  homeUnitId: `hu-${n % 2_000}`,
  cid: String(4_790_000_000 + (n % 2_000)),
  doorIds: [`door-${n % 900}-street`, `door-${n % 900}-flat`],
  patrol: { unitId: `patrol-${n % 12}`, handsetId: `handset-${n % 12}`, personId: `crew-${n % 12}` },
  desk: { personId: `op-${n % 5}`, workplaceId: `desk-${n % 4}` },
})

/**
 * What an ordinary alarm leaves in the journal, from the press to the closing, with the delay of each. The press
 * opens the case `caseId`; `startAt` is what the times inside grants count from.
 */
export const story = (n: number, caseId: string, scene: Scene = sceneOf(n), startAt = 0): Told[] => {
  const { patrol, desk, homeId, doorIds } = scene
  const dispatchId = uuidOf(n * 32 + 30)
  const grantId = uuidOf(n * 32 + 31)
  const source = { cid: scene.cid, ref: `R${n}` }
  const draft = (d: Draft, after: number): Told => [d, after]
  return [
    draft(
      {
        kind: 'alarm.raised',
        caseId: null,
        payload: { ...press, source, residentId: scene.residentId, homeId, unitId: scene.homeUnitId },
      },
      0,
    ),
    draft(
      { kind: 'alarm.presented', caseId, payload: { workplaceId: desk.workplaceId, pressId: caseId } },
      400,
    ),
    draft({ kind: 'alarm.answered', caseId, payload: desk }, 20 * second),
    draft(
      { kind: 'case.noted', caseId, payload: {}, personal: { text: 'Ligger på badegulvet, er våken.' } },
      minute,
    ),
    draft(
      {
        kind: 'dispatch.sent',
        caseId,
        payload: { dispatchId, unitId: patrol.unitId, expectedSeconds: 300 },
      },
      70 * second,
    ),
    draft({ kind: 'dispatch.accepted', caseId, payload: { dispatchId } }, 85 * second),
    draft(
      {
        kind: 'grant.issued',
        caseId,
        payload: {
          grantId,
          holder: patrol,
          doorIds: [...doorIds],
          from: startAt,
          until: startAt + 60 * minute,
          reason: 'alarm',
          offline: false,
          incidentNumber: null,
        },
      },
      2 * minute,
    ),
    draft(
      { kind: 'grant.leased', caseId, payload: { grantId, lease: 1, until: startAt + 12 * minute } },
      2 * minute,
    ),
    draft({ kind: 'dispatch.arrived', caseId, payload: { dispatchId } }, 6 * minute),
    ...doorIds.map((doorId, i) =>
      draft({ kind: 'grant.used', caseId, payload: { grantId, doorId, reentry: false } }, (6 + i) * minute),
    ),
    draft(
      { kind: 'alarm.closed', caseId, payload: { outcome: 'helpedOnScene', unreached: false } },
      20 * minute,
    ),
    draft({ kind: 'dispatch.cleared', caseId, payload: { dispatchId } }, 20 * minute),
    draft({ kind: 'grant.ended', caseId, payload: { grantId, cause: 'caseClosed' } }, 20 * minute),
  ]
}

/** Ordinary alarms, one after the other and each to its end, sealed for real behind `last`. */
export function* stories(last: Link, startAt = 1_700_000_000_000): Generator<Entry, never> {
  let link = last
  for (let n = last.seq + 1; ; n++) {
    const caseId = uuidOf(n * 32)
    for (const [index, [draft, after]] of story(n, caseId).entries()) {
      const ms = startAt + n * 30 * second + after
      const entry = seal(
        link,
        {
          id: index === 0 ? caseId : uuidOf(n * 32 + index),
          municipality: 'fjordvik',
          kind: draft.kind,
          at: { ms, source: 'centre', uncertaintyMs: 0 },
          receivedAt: ms,
          by: { kind: 'centre', id: 'centre' },
          caseId,
          causedBy: null,
          salt: `s${n}-${index}`,
          payload: JSON.stringify(draft.payload),
          personal: draft.personal ? { salt: `p${n}-${index}`, text: JSON.stringify(draft.personal) } : null,
        },
        sha256,
      )
      yield entry
      link = entry
    }
  }
}

const nextOf = (all: Generator<Entry, never>) => (): Entry => all.next().value

/** The first `count` entries of them. */
export const history = (count: number, last: Link, startAt?: number): Entry[] =>
  Array.from({ length: count }, nextOf(stories(last, startAt)))
