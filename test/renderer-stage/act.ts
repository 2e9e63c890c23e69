import { z } from 'zod'
import { outcome } from '../../src-domain/alarm/words.ts'
import type { CommandName } from '../../src-domain/command/command.ts'
import { chainStep } from '../../src-domain/registry/rows.ts'
import { hour } from '../../src-domain/time.ts'
import type { PersonView } from '../../src-preload/contract/words.ts'
import { isSame } from '../../src-renderer/feed/delta.ts'
import { blockCase } from './block.ts'
import type { Town } from './town.ts'
import { grantOf, uuid } from './views.ts'
import { withOpeners } from './ways.ts'
import type { StageWorld } from './world.ts'

/** The arguments of every command at once: the stage reads whichever came. */
const given = z.object({
  caseId: z.string().default(''),
  homeId: z.string().optional(),
  number: z.string().nullable().default(null),
  keyStoreId: z.string().default(''),
  loanId: z.string().optional(),
  step: chainStep.default({ kind: 'door', doorId: '' }),
  hours: z.number().default(1),
  offline: z.boolean().default(false),
  incidentNumber: z.string().nullable().default(null),
  unitId: z.string().optional(),
  dispatchId: z.string().optional(),
  grantId: z.string().optional(),
  minutes: z.number().default(30),
  reason: z.string().default('alarm'),
  text: z.string().optional(),
  outcome: outcome.optional(),
})

/** What a command does to the scripted world: enough to walk through the main job, no rule is asked. */
export const act = (
  world: StageWorld,
  town: Town,
  me: PersonView,
  name: CommandName,
  raw: unknown,
  now: number,
): string[] => {
  const args = given.parse(raw)
  if (name === 'openIncident') {
    const opened = blockCase(town, me, now, args.number, {
      caseId: args.caseId,
      homeId: args.homeId ?? null,
    })
    world.alarms.set(opened.caseId, opened.alarm)
    world.cases.set(opened.caseId, withOpeners(opened))
    return [opened.caseId]
  }
  const item = world.alarms.get(args.caseId)
  const view = world.cases.get(args.caseId)
  if (!item || !view) return []
  const entryId = uuid()
  const happened = (
    kind: string,
    words: Record<string, string | number> = {},
    text: string | null = null,
  ) => ({
    id: uuid(),
    seq: now,
    kind,
    at: now,
    arrivedLateAt: null,
    by: me.name,
    words,
    text,
  })
  const keep = (part: Partial<typeof item>, more: Partial<typeof view> = {}) => {
    const alarm = { ...item, ...part }
    world.alarms.set(item.caseId, alarm)
    world.cases.set(item.caseId, withOpeners({ ...view, alarm, actions: alarm.actions, ...more }))
  }
  const unit = view.responders.find((r) => r.unitId === args.unitId)
  switch (name) {
    case 'answer':
    case 'takeOver':
      keep(
        {
          state: 'answered',
          group: 'mine',
          owner: me,
          ringing: false,
          ringCause: null,
          unacknowledgedPresses: 0,
          actions: ['return', 'dispatch', 'close', 'note', 'recall', 'grant', 'acknowledgePress'],
        },
        {
          presses: view.presses.map((press) => ({ ...press, acknowledgedBy: me })),
          timeline: [...view.timeline, happened('alarm.answered')],
        },
      )
      break
    case 'hold':
      keep({ held: { person: me, until: now + 60_000 }, ringing: false, actions: ['note'] })
      break
    case 'acknowledgePress':
      keep(
        { unacknowledgedPresses: 0 },
        {
          presses: view.presses.map((press) => ({ ...press, acknowledgedBy: press.acknowledgedBy ?? me })),
          timeline: [...view.timeline, happened('alarm.pressAcknowledged')],
        },
      )
      break
    case 'return':
      keep({
        state: 'new',
        group: 'waiting',
        owner: null,
        ringing: true,
        ringCause: 'returned',
        actions: ['answer'],
      })
      break
    case 'note':
      keep({}, { timeline: [...view.timeline, happened('case.noted', {}, args.text ?? null)] })
      break
    case 'dispatch':
      keep(
        { state: 'dispatched' },
        {
          responders: view.responders.map((r) =>
            r === unit
              ? {
                  ...r,
                  status: 'driving' as const,
                  dispatch: {
                    dispatchId: uuid(),
                    state: 'accepted' as const,
                    at: now,
                    expectedAt: now + 240_000,
                  },
                  actions: ['recall', 'grant'],
                }
              : r,
          ),
          timeline: [...view.timeline, happened('dispatch.sent', { unit: unit?.name ?? '' })],
        },
      )
      break
    case 'recall':
      keep(
        {},
        {
          responders: view.responders.map((r) =>
            r.dispatch?.dispatchId === args.dispatchId
              ? { ...r, status: 'free' as const, dispatch: null, actions: ['dispatch'] }
              : r,
          ),
        },
      )
      break
    case 'grant':
      if (unit)
        keep(
          {},
          {
            grants: [
              {
                ...grantOf(view, unit, me, now, args.minutes),
                offline: args.offline,
                incidentNumber: args.incidentNumber,
              },
              ...view.grants,
            ],
            timeline: [
              ...view.timeline,
              happened('grant.issued', {
                holder: unit.handsets[0]?.person?.name ?? unit.name,
                reason: args.reason,
              }),
            ],
          },
        )
      break
    case 'revoke':
      keep(
        {},
        {
          grants: view.grants.map((g) =>
            g.grantId === args.grantId ? { ...g, state: 'revoking' as const, actions: [] } : g,
          ),
        },
      )
      break
    case 'close':
      world.alarms.delete(item.caseId)
      world.cases.set(item.caseId, {
        ...view,
        closedAt: now,
        outcome: args.outcome ?? null,
        alarm: { ...item, state: 'closed', actions: ['note'] },
        actions: ['note'],
      })
      break
    case 'issueCode':
      keep(
        {},
        {
          codes: [
            {
              codeId: uuid(),
              entryId,
              step: args.step,
              label: view.doors.find(({ step }) => isSame(step, args.step))?.label ?? '',
              from: now - (now % hour),
              until: now - (now % hour) + args.hours * hour,
              hours: args.hours,
              reason: 'alarm',
              issuedAt: now,
              issuedBy: me,
              uses: [],
              isOver: false,
              isForReview: true,
              review: null,
              actions: [],
            },
            ...view.codes,
          ],
        },
      )
      break
    case 'revealSharedCode':
      keep({}, { timeline: [...view.timeline, happened('sharedCode.revealed', { door: '' })] })
      break
    case 'handOutKey':
      keep(
        {},
        {
          loans: [
            {
              loanId: uuid(),
              keyStoreId: args.keyStoreId,
              label:
                view.doors.find(({ step }) => step.kind === 'keyStore' && step.keyStoreId === args.keyStoreId)
                  ?.label ?? '',
              unitName: unit?.name ?? '',
              person: unit?.crew[0] ?? null,
              outAt: now,
              outBy: me,
              returnedAt: null,
              actions: ['returnKey'],
            },
            ...view.loans,
          ],
        },
      )
      break
    case 'returnKey':
      keep(
        {},
        {
          loans: view.loans.map((loan) =>
            loan.loanId === args.loanId ? { ...loan, returnedAt: now, actions: [] } : loan,
          ),
        },
      )
      break
    // These change nothing that this stage shows.
    case 'numberIncident':
    case 'blockHandset':
    case 'unblockHandset':
    case 'review':
    case 'rotateKey':
    case 'retireKey':
    case 'strikeOffKey':
    case 'beginTest':
    case 'noteWipe':
    case 'finishTest':
    case 'signTest':
      break
    default:
      name satisfies never
  }
  return [entryId]
}
