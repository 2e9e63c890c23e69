import { ok, type Result } from '../result.ts'
import type { AlarmKind, Priority, Voice } from './words.ts'

/**
 * SCAIP (SS 91100:2014): what an alarm controller sends, as the elements of its `<mrq>`. The XML is read where
 * it comes in; here the elements get their meaning. Read tolerantly: padding, blanks, any order, unknown codes
 * are kept as they came.
 */
export type ScaipElements = Readonly<Record<string, string>>

export type ScaipRequest = {
  readonly ref: string
  readonly cid: string
  /** Device type and status code, without leading zeros, as text. */
  readonly dty: string
  readonly stc: string
  readonly meaning: ScaipMeaning
  /** Number to call back (`crd`), where the controller names one. */
  readonly callTo: string | null
  readonly text: string | null
}

export type ScaipMeaning =
  | { readonly kind: 'alarm'; readonly alarmKind: AlarmKind; readonly priority: Priority }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'technical' }
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'reset' }

/** `snu` of the answer: 0 says that it is on disk, never that anybody answered. */
export const scaipStatus = {
  ok: 0,
  tooLong: 1,
  badFormat: 2,
  wrongContent: 3,
  busy: 6,
  tagMissing: 7,
} as const
export type ScaipFault = { readonly snu: number; readonly why: string; readonly ref: string }

const trimmed = (value: string | undefined): string => (value ?? '').trim()
const unpadded = (value: string): string => value.replace(/^0+(?=\d)/, '')

/** Device types (`dty`) that say what happened; others are an ordinary safety alarm. */
const kindOf: Readonly<Record<string, { alarmKind: AlarmKind; priority: Priority }>> = {
  '3': { alarmKind: 'safety', priority: 2 },
  '4': { alarmKind: 'safety', priority: 2 },
  '5': { alarmKind: 'fall', priority: 1 },
  '7': { alarmKind: 'panic', priority: 1 },
  '10': { alarmKind: 'inactivity', priority: 2 },
  '14': { alarmKind: 'door', priority: 3 },
  '15': { alarmKind: 'wandering', priority: 2 },
  '23': { alarmKind: 'smoke', priority: 1 },
  '25': { alarmKind: 'heat', priority: 1 },
  '26': { alarmKind: 'carbonMonoxide', priority: 1 },
  '33': { alarmKind: 'flood', priority: 3 },
}

/** Status codes (`stc`) about the equipment: an alert, not a person. */
const technical = new Set([
  '14',
  '15',
  '16',
  '21',
  '23',
  '24',
  '29',
  '76',
  '77',
  '85',
  '86',
  '107',
  '112',
  '113',
  '118',
  '125',
  '127',
])

const meaningOf = (mty: string, dty: string, stc: string): ScaipMeaning => {
  if (mty === 'PI') return { kind: 'heartbeat' }
  if (mty === 'RE') return { kind: 'reset' }
  if (stc === '19') return { kind: 'cancel' }
  if (technical.has(stc)) return { kind: 'technical' }
  return { kind: 'alarm', ...(kindOf[dty] ?? { alarmKind: 'safety', priority: 2 }) }
}

export const readScaip = (mrq: ScaipElements): Result<ScaipRequest, ScaipFault> => {
  const ref = trimmed(mrq.ref)
  const cid = trimmed(mrq.cid)
  const dty = unpadded(trimmed(mrq.dty))
  const fault = (snu: number, why: string): Result<ScaipRequest, ScaipFault> => ({
    ok: false,
    error: { snu, why, ref: ref.slice(0, 16) },
  })
  for (const [tag, value] of Object.entries({ ref, cid, dty }))
    if (value === '') return fault(scaipStatus.tagMissing, `<${tag}> is missing`)
  if (ref.length > 16) return fault(scaipStatus.tooLong, '<ref> is longer than 16')
  if (!/^[A-Za-z0-9]+$/.test(ref)) return fault(scaipStatus.badFormat, '<ref> is not alphanumeric')
  if (!/^\d{1,16}$/.test(cid)) return fault(scaipStatus.badFormat, '<cid> is not 1 to 16 digits')
  if (dty.length > 4) return fault(scaipStatus.tooLong, '<dty> is longer than 4')
  const stc = unpadded(trimmed(mrq.stc) || '10')
  return ok({
    ref,
    cid,
    dty,
    stc,
    meaning: meaningOf(trimmed(mrq.mty).toUpperCase() || 'ME', dty, stc),
    callTo: trimmed(mrq.crd) || null,
    text: trimmed(mrq.ame) || trimmed(mrq.stt) || trimmed(mrq.dte) || null,
  })
}

const mre: Readonly<Record<Voice, number>> = { none: 0, duplex: 1, listen: 2, talk: 3 }

/** The `<mrs>` that goes back to the controller. */
export const scaipResponse = (
  ref: string,
  snu: number,
  voice: Voice,
  words: { readonly ste?: string; readonly callTo?: string } = {},
): string => {
  const element = (tag: string, value: string | undefined) =>
    value === undefined ? '' : `<${tag}>${value.replace(/[<>&]/g, '')}</${tag}>`
  return `<mrs>${element('ref', ref)}${element('snu', String(snu))}${element('ste', words.ste)}${element(
    'mre',
    String(mre[voice]),
  )}${element('cre', words.callTo)}</mrs>`
}
