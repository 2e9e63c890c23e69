import type { Namespace } from 'socket.io'
import { z } from 'zod'
import {
  readScaip,
  type ScaipFault,
  type ScaipRequest,
  scaipResponse,
  scaipStatus,
} from '../../src-domain/alarm/scaip.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import { never } from '../../src-domain/result.ts'
import { homeUnitHeard } from '../../src-domain/telemetry/homeUnit.ts'
import { centreInstant, type Instant, instant } from '../../src-domain/time.ts'
import { fromIntake } from '../../src-domain/wire/field.ts'
import { rawText } from '../../src-domain/wire/raw.ts'
import { sha256 } from '../crypto.ts'
import type { Saying } from '../journal/journal.ts'
import { faultWords } from '../log.ts'
import { whyOf } from '../quarantine.ts'
import { diskFaultOf } from '../store/diskFault.ts'
import { pressRemembered } from '../timers.ts'
import { openAdapters } from './adapters.ts'
import { type HomeUnit, pressOf, raised, unreadable } from './intakeDrafts.ts'
import type { Parts } from './parts.ts'
import { readElements } from './scaipXml.ts'
import { answer, keepUnknown } from './socket.ts'

/** The namespace `/intake`: alarms as their receivers heard them. What cannot be understood still rings. */
export const serveIntake = (namespace: Namespace, parts: Parts): void =>
  openAdapters(namespace, 'intake', parts, (line, adapterId) => {
    answer(line, 'scaip', z.unknown(), async (told) => ({
      response: await takeTold(parts, adapterId, told).catch((error: unknown) => notKept(told, error)),
    }))
    keepUnknown(line, Object.keys(fromIntake))
  })

/** A message that is not as agreed carries somebody's call for help all the same: it rings with what there is of it. */
const takeTold = async (parts: Parts, adapterId: string, told: unknown): Promise<string> => {
  const read = fromIntake.scaip.safeParse(told)
  if (read.success) return takeScaip(parts, adapterId, read.data.raw, read.data.at)
  const said = z.object({ raw: z.string() }).safeParse(told)
  const when = z.object({ at: instant }).safeParse(told)
  const whole = said.success ? said.data.raw : rawText(told, mostRaw + 1)
  const heard: Heard = {
    parts,
    adapterId,
    raw: whole.slice(0, mostRaw),
    at: when.success ? when.data.at : centreInstant(parts.clock.now()),
  }
  const snu = whole.length > mostRaw ? scaipStatus.tooLong : scaipStatus.badFormat
  return takeUnreadable(heard, { snu, why: whyOf(read.error), ref: '' })
}

/** Characters of a request, as `fromIntake` has it: what is longer rings by its beginning. */
const mostRaw = 20_000

/** The answer for the controller; it says "received" only when that is on disk. */
const takeScaip = async (parts: Parts, adapterId: string, raw: string, at: Instant): Promise<string> => {
  const heard: Heard = { parts, adapterId, raw, at }
  const elements = readElements(raw)
  const read = elements === null ? null : readScaip(elements)
  if (!read?.ok) return takeUnreadable(heard, read?.error ?? notScaip)
  try {
    return await parts.journal.write(() => take(heard, read.value))
  } catch (error) {
    if (diskFaultOf(error) !== null) throw error
    // A bug of ours must not swallow somebody's call for help.
    parts.log('error', 'fault', { source: sourceOf(heard), ...faultWords(error) })
    await parts.journal.write(() => parts.journal.append([unreadable(raw, read.value)], sayingOf(heard)))
    return scaipResponse(read.value.ref, scaipStatus.ok, 'none')
  }
}

/**
 * What is not on disk was not received. A controller that hears "busy" sends it again, or to the next receiver on its
 * list (SS 91100); no answer at all would cost it its whole time-out first.
 */
const notKept = (told: unknown, error: unknown): string => {
  if (diskFaultOf(error) === null) throw error
  const read = fromIntake.scaip.safeParse(told)
  const ref = read.success ? (readElements(read.data.raw)?.ref ?? '').trim().slice(0, 16) : ''
  return scaipResponse(ref, scaipStatus.busy, 'none', { ste: 'not kept, send again' })
}

type Heard = {
  readonly parts: Parts
  readonly adapterId: string
  readonly raw: string
  readonly at: Instant
}

const notScaip: ScaipFault = { snu: scaipStatus.badFormat, why: 'not XML with one <mrq>', ref: '' }
const sourceOf = ({ adapterId }: Heard): string => `intake/${adapterId}`
const sayingOf = ({ parts, adapterId, at }: Heard): Saying => ({
  by: { kind: 'intake', id: adapterId },
  at,
  receivedAt: parts.clock.now(),
  causedBy: null,
})

/** True where the same came a moment ago; else it is remembered from now on. Inside a write. */
const cameBefore = ({ store, clock }: Parts, cid: string, ref: string): boolean => {
  const seenAt = store.seen.press(cid, ref)
  if (seenAt !== undefined && clock.since(seenAt) < pressRemembered) return true
  store.seen.putPress(cid, ref, clock.now())
  return false
}

/** Rings with its raw text; the same text sent again by a controller that waits for its answer rings once. */
const takeUnreadable = async (heard: Heard, fault: ScaipFault): Promise<string> => {
  const { parts, raw } = heard
  parts.quarantine(sourceOf(heard), fault.why, raw)
  await parts.journal.write(() => {
    if (!cameBefore(parts, '', sha256(raw))) parts.journal.append([unreadable(raw, null)], sayingOf(heard))
  })
  return scaipResponse(fault.ref, fault.snu, 'none', { ste: fault.why })
}

/** Inside a write. */
const take = (heard: Heard, request: ScaipRequest): string => {
  const { store, journal } = heard.parts
  const unit = store.registry.homeUnitByCid(request.cid)
  const response = scaipResponse(request.ref, scaipStatus.ok, unit?.voice ?? 'none')
  if (cameBefore(heard.parts, request.cid, request.ref)) return response
  const open = unit && store.rows.openAlarmOf(unit.residentId)
  const { meaning } = request
  switch (meaning.kind) {
    case 'alarm': {
      const press = pressOf(request, meaning, unit)
      const draft: Draft = open
        ? { kind: 'alarm.pressed', caseId: open.id, payload: press }
        : raised(store, request, press, unit)
      journal.append([draft], sayingOf(heard))
      return response
    }
    case 'cancel': {
      const source = { cid: request.cid, ref: request.ref }
      if (open)
        journal.append([{ kind: 'alarm.cancelled', caseId: open.id, payload: { source } }], sayingOf(heard))
      else heard.parts.quarantine(sourceOf(heard), 'a cancel where no alarm is open', heard.raw)
      return response
    }
    case 'technical':
    case 'heartbeat':
    case 'reset':
      // 15 is "everything is well", which a heartbeat is not: it only says that somebody speaks.
      takeTechnical(heard, meaning.kind === 'technical' ? request.stc : null, unit)
      return response
    default:
      return never(meaning)
  }
}

/** Equipment that speaks of itself: a reading, and nobody is waiting at the other end. */
const takeTechnical = (heard: Heard, statusCode: string | null, unit: HomeUnit): void => {
  const { store, clock } = heard.parts
  const [last] = unit ? store.telemetry.history('homeUnit', unit.id, 1) : []
  const known = last?.kind === 'homeUnit' ? last : undefined
  const state =
    statusCode === null
      ? { mains: known?.mains ?? true, battery: known?.battery ?? null, reachable: true }
      : homeUnitHeard(known, statusCode)
  if (!unit || !state) {
    heard.parts.quarantine(
      sourceOf(heard),
      'technical, and no home unit that it says something of',
      heard.raw,
    )
    return
  }
  const { id: subject, municipality } = unit
  const receivedAt = clock.now()
  store.telemetry.take([{ kind: 'homeUnit', subject, municipality, at: heard.at, receivedAt, ...state }])
}
