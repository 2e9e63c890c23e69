import type { ScaipRequest } from '../../src-domain/alarm/scaip.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import type { RegistryRow } from '../../src-domain/registry/rows.ts'
import type { Store } from '../store/store.ts'

/** What a SCAIP request says, in the journal's words. */
export type HomeUnit = RegistryRow<'homeUnit'> | undefined

export const pressOf = (
  request: ScaipRequest,
  { alarmKind, priority }: Extract<ScaipRequest['meaning'], { kind: 'alarm' }>,
  unit: HomeUnit,
) => ({
  alarmKind,
  priority,
  deviceType: request.dty,
  statusCode: request.stc.slice(0, 64),
  voice: unit?.voice ?? ('none' as const),
  source: { cid: request.cid, ref: request.ref },
})

export const raised = (
  store: Store,
  request: ScaipRequest,
  press: ReturnType<typeof pressOf>,
  unit: HomeUnit,
): Draft => {
  const resident = unit && store.registry.get('resident', unit.residentId)
  return {
    kind: 'alarm.raised',
    caseId: null,
    payload: {
      ...press,
      residentId: resident?.id ?? null,
      homeId: resident?.homeId ?? null,
      unitId: unit?.id ?? null,
    },
    ...wordsOf(request, unit === undefined),
  }
}

/** Where the controller is not known, its own words are all that leads to whoever pressed. */
const wordsOf = (request: ScaipRequest, unknown: boolean): { personal?: Record<string, string> } => {
  const words = {
    ...(request.text === null ? {} : { text: request.text }),
    ...(request.callTo === null ? {} : { callTo: request.callTo }),
    ...(unknown ? { cid: request.cid } : {}),
  }
  return Object.keys(words).length > 0 ? { personal: words } : {}
}

export const unreadable = (raw: string, request: ScaipRequest | null): Draft => ({
  kind: 'alarm.raised',
  caseId: null,
  payload: {
    alarmKind: 'unreadable',
    priority: 1,
    deviceType: request?.dty.slice(0, 64) ?? '',
    statusCode: request?.stc.slice(0, 64) ?? '',
    voice: 'none',
    source: request && { cid: request.cid, ref: request.ref },
    residentId: null,
    homeId: null,
    unitId: null,
  },
  personal: { raw },
})
