import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Namespace } from 'socket.io'
import {
  readScaip,
  type ScaipElements,
  type ScaipRequest,
  scaipResponse,
  scaipStatus,
} from '../../src-domain/alarm/scaip.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import type { Instant } from '../../src-domain/time.ts'
import { fromIntake } from '../../src-domain/wire/field.ts'
import type { Saying } from '../journal/journal.ts'
import { faultWords } from '../log.ts'
import { pressRemembered } from '../timers.ts'
import { openAdapters } from './adapters.ts'
import type { Parts } from './parts.ts'
import { answer, keepUnknown } from './socket.ts'

/** The namespace `/intake`: alarms as their receivers heard them. What cannot be understood still rings. */
export const serveIntake = (namespace: Namespace, parts: Parts): void =>
  openAdapters(namespace, 'intake', parts, (line, adapterId) => {
    answer(line, 'scaip', fromIntake.scaip, async ({ raw, at }) => ({
      response: await takeScaip(parts, adapterId, raw, at),
    }))
    keepUnknown(line, Object.keys(fromIntake))
  })

/** The answer for the controller; it says "received" only when that is on disk. */
const takeScaip = async (parts: Parts, adapterId: string, raw: string, at: Instant): Promise<string> => {
  const saying = (): Saying => ({
    by: { kind: 'intake', id: adapterId },
    at,
    receivedAt: parts.clock.now(),
    causedBy: null,
  })
  const elements = readElements(raw)
  const read = elements === null ? null : readScaip(elements)
  if (!read?.ok) {
    const fault = read?.error ?? { snu: scaipStatus.badFormat, why: 'not XML with one <mrq>', ref: '' }
    parts.quarantine(`intake/${adapterId}`, fault.why, raw)
    await parts.journal.write(() => parts.journal.append([unreadable(raw, null)], saying()))
    return scaipResponse(fault.ref, fault.snu, 'none', { ste: fault.why })
  }
  try {
    return await parts.journal.write(() => take(parts, read.value, saying()))
  } catch (error) {
    // A bug of ours must not swallow somebody's call for help.
    parts.log('error', 'fault', { source: `intake/${adapterId}`, ...faultWords(error) })
    await parts.journal.write(() => parts.journal.append([unreadable(raw, read.value)], saying()))
    return scaipResponse(read.value.ref, scaipStatus.ok, 'none')
  }
}

/** Inside a write. */
const take = (parts: Parts, request: ScaipRequest, saying: Saying): string => {
  const { store, journal } = parts
  const unit = store.registry.homeUnitByCid(request.cid)
  const response = scaipResponse(request.ref, scaipStatus.ok, unit?.voice ?? 'none')
  const seenAt = store.seen.press(request.cid, request.ref)
  if (seenAt !== undefined && saying.receivedAt - seenAt < pressRemembered) return response
  store.seen.putPress(request.cid, request.ref, saying.receivedAt)
  const draft = draftOf(parts, request)
  if (draft) journal.append([draft], saying)
  return response
}

const draftOf = ({ store }: Parts, request: ScaipRequest): Draft | null => {
  const unit = store.registry.homeUnitByCid(request.cid)
  const open = unit && store.rows.openAlarmOf(unit.residentId)
  const source = { cid: request.cid, ref: request.ref }
  const { meaning } = request
  switch (meaning.kind) {
    case 'heartbeat':
    case 'reset':
    case 'technical':
      // Equipment speaks by telemetry; nobody is waiting at the other end.
      return null
    case 'cancel':
      return open ? { kind: 'alarm.cancelled', caseId: open.id, payload: { source } } : null
    case 'alarm': {
      const press = {
        alarmKind: meaning.alarmKind,
        priority: meaning.priority,
        deviceType: request.dty,
        statusCode: request.stc,
        voice: unit?.voice ?? 'none',
        source,
      }
      if (open) return { kind: 'alarm.pressed', caseId: open.id, payload: press }
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

const unreadable = (raw: string, request: ScaipRequest | null): Draft => ({
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

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: false })

/** The elements of the one `<mrq>`; null for anything else. */
const readElements = (raw: string): ScaipElements | null => {
  if (XMLValidator.validate(raw) !== true) return null
  const document: unknown = parser.parse(raw)
  const mrq = isObject(document) ? document['mrq'] : null
  if (!isObject(mrq)) return null
  return Object.fromEntries(
    Object.entries(mrq).flatMap(([tag, value]) =>
      typeof value === 'string' ? [[tag.toLowerCase(), value]] : [],
    ),
  )
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
