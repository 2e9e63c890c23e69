import { refusalCauses } from '../../src-domain/access/words.ts'
import { hour, minute } from '../../src-domain/time.ts'
import type { GrantView, OpenerView } from '../../src-preload/contract/access.ts'
import type { CaseView, DoorView } from '../../src-preload/contract/view.ts'
import type { PersonView } from '../../src-preload/contract/words.ts'
import { grantOf, uuid } from './views.ts'

/** Everybody who may open, as far as the scripted case tells. */
export const withOpeners = (view: CaseView): CaseView => {
  const opens = (doors: readonly DoorView[]) => ({
    doorIds: doors.flatMap(({ step }) => (step.kind === 'door' ? [step.doorId] : [])),
    doors: doors.map((door) => door.label),
  })
  const all = view.doors.filter((door) => door.step.kind === 'door')
  const plain = {
    who: null,
    unitName: null,
    from: 0,
    until: null,
    isRevoking: false,
    used: false,
    given: null,
    caseId: view.caseId,
  }
  const derived: OpenerView[] = [
    ...view.grants.flatMap((grant): OpenerView[] =>
      grant.mayOpenUntil === null
        ? []
        : [
            {
              ...plain,
              id: grant.grantId,
              kind: 'grant',
              doorIds: grant.doors.map((door) => door.doorId),
              doors: grant.doors.map((door) => door.label),
              who: grant.holder?.name ?? null,
              unitName: grant.unitName,
              from: grant.from,
              until: grant.mayOpenUntil,
              isRevoking: grant.state === 'revoking',
              used: grant.doors.some((door) => door.usedAt !== null),
            },
          ],
    ),
    ...view.codes.flatMap((code): OpenerView[] =>
      code.isOver
        ? []
        : [{ ...plain, id: code.codeId, kind: 'code', ...opens(all), from: code.from, until: code.until }],
    ),
    ...view.loans.flatMap((loan): OpenerView[] =>
      loan.returnedAt === null
        ? [
            {
              ...plain,
              id: loan.loanId,
              kind: 'key',
              ...opens(all),
              unitName: loan.unitName,
              from: loan.outAt,
            },
          ]
        : [],
    ),
    ...all
      .filter((door) => door.sharedCode)
      .map(
        (door): OpenerView => ({
          ...plain,
          id: door.label,
          kind: 'sharedCode',
          ...opens([door]),
          caseId: null,
        }),
      ),
  ]
  const own = view.openers.filter((opener) => opener.kind === 'residentGrant')
  return { ...view, openers: [...derived, ...own] }
}

/** The open alarm with something of every way through a door, and of every way in which it fails. */
export const everyWay = (view: CaseView, me: PersonView, other: PersonView, now: number): CaseView => {
  const patrol = view.responders[0]
  const fire = view.responders.find((responder) => responder.kind === 'fire')
  if (!patrol || !fire) return view
  const label = view.doors[0]?.label ?? ''
  const again = (part: Partial<GrantView>): GrantView => ({
    ...grantOf(view, patrol, me, now - 20 * minute, 60),
    ...part,
  })
  const doors = view.doors.map((door, n): DoorView => {
    if (n === 0) return { ...door, clock: 'lost', knowsNewestKeys: false, keypad: door.model !== null }
    if (n === 1) return { ...door, alarms: ['jammed', 'escutcheonRemoved'], keypad: true }
    return door
  })
  const responders = view.responders.map((responder, n) => {
    const dispatch = { dispatchId: uuid(), state: 'accepted' as const, at: now, expectedAt: null }
    if (n === 1) return { ...responder, serves: false }
    if (n === 2) return { ...responder, serves: false, dispatch, actions: [] }
    if (n !== 3) return responder
    const handsets = responder.handsets.map((handset, m) =>
      m === 0 ? { ...handset, blockedAt: now } : { ...handset, person: null },
    )
    return { ...responder, dispatch, handsets, actions: [] }
  })
  return {
    ...view,
    responders,
    doors: [
      ...doors,
      {
        ...(doors[0] as DoorView),
        step: { kind: 'door', doorId: 'door-private' },
        number: 9,
        label: 'Bakdør',
        model: 'private',
        sharedCode: true,
        traceable: false,
        grantable: false,
        keypad: false,
        clock: 'set',
        knowsNewestKeys: true,
        alarms: ['forcedOpen'],
      },
    ],
    grants: [
      {
        ...grantOf(view, fire, me, now - 4 * minute, 60),
        offline: true,
        incidentNumber: '110-2231',
        mayOpenUntil: now + 56 * minute,
      },
      ...view.grants,
      again({ state: 'revoking', ended: 'signedOff', actions: ['review'], mayOpenUntil: now + 4 * minute }),
      again({
        state: 'ended',
        ended: 'handsetBlocked',
        mayOpenUntil: null,
        actions: [],
        review: { verdict: 'followUp', at: now - minute, by: other },
      }),
      again({ from: now + 12 * minute, until: now + 42 * minute, mayOpenUntil: null }),
      again({
        state: 'ended',
        ended: 'expired',
        mayOpenUntil: null,
        actions: [],
        doors: refusalCauses.map((cause, n) => ({
          doorId: `none-${n}`,
          label,
          usedAt: null,
          arrivedLateAt: null,
          reentryUntil: null,
          refusal: { cause, at: now - n * minute },
        })),
      }),
    ],
    codes: [
      {
        codeId: uuid(),
        entryId: uuid(),
        step: view.doors[0]?.step ?? { kind: 'door', doorId: 'none' },
        label,
        from: now - (now % hour),
        until: now - (now % hour) + 2 * hour,
        hours: 2,
        reason: 'alarm',
        issuedAt: now - 3 * minute,
        issuedBy: me,
        uses: [{ at: now - 2 * minute, arrivedLateAt: now - minute }],
        isOver: false,
        isForReview: true,
        review: null,
        actions: [],
      },
    ],
    loans: view.doors.flatMap(({ step, label: place }) =>
      step.kind === 'keyStore'
        ? [
            {
              loanId: uuid(),
              keyStoreId: step.keyStoreId,
              label: place,
              unitName: patrol.name,
              person: patrol.crew[0] ?? null,
              outAt: now - 8 * minute,
              outBy: me,
              returnedAt: null,
              actions: ['returnKey' as const],
            },
          ]
        : [],
    ),
    openers: [
      {
        id: uuid(),
        kind: 'residentGrant',
        doorIds: view.doors.flatMap(({ step }) => (step.kind === 'door' ? [step.doorId] : [])),
        doors: view.doors.map((door) => door.label),
        who: 'Turid Solbakken',
        unitName: null,
        from: 0,
        until: null,
        isRevoking: false,
        used: true,
        given: { kind: 'standing', by: 'relative' },
        caseId: null,
      },
    ],
  }
}
