import { hour, type Ms, minute, second } from '../../src-domain/time.ts'

export type DurationWords = { readonly unit: 's' | 'min' | 'h' | 'd'; readonly n: string }

const day = 24 * hour

/** A duration as a glance wants it: one unit; tenths of a second below ten of them where `fine` is asked for. */
export const duration = (length: Ms, decimal: string, fine = false): DurationWords => {
  const ms = Math.max(0, length)
  if (fine && ms < 9_950) return { unit: 's', n: (ms / second).toFixed(1).replace('.', decimal) }
  if (ms < minute) return { unit: 's', n: String(Math.floor(ms / second)) }
  if (ms < hour) return { unit: 'min', n: String(Math.floor(ms / minute)) }
  if (ms < 2 * day) return { unit: 'h', n: String(Math.floor(ms / hour)) }
  return { unit: 'd', n: String(Math.floor(ms / day)) }
}

/** `m:ss`, or `h:mm:ss` from an hour on: for rings and countdowns. */
export const stopwatch = (length: Ms): string => {
  const total = Math.max(0, Math.floor(length / second))
  const s = String(total % 60).padStart(2, '0')
  const m = Math.floor(total / 60) % 60
  const h = Math.floor(total / 3_600)
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (zone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${zone ?? ''}${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  // en-GB: figures alone are shown, and they stand as in Norwegian and Swedish.
  const made = new Intl.DateTimeFormat('en-GB', {
    ...options,
    hour12: false,
    ...(zone === undefined ? {} : { timeZone: zone }),
  })
  formats.set(key, made)
  return made
}

const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
const shortParts = { hour: '2-digit', minute: '2-digit' } as const
const wall = { day: '2-digit', month: '2-digit', ...parts } as const

/**
 * A time of day on this machine's wall (or in `zone`). In the hour that autumn repeats, the same figures
 * mean two instants, so there the offset stands behind them.
 */
export const clock = (at: Ms, precision: 'seconds' | 'minutes' = 'seconds', zone?: string): string => {
  const text = format(zone, precision === 'seconds' ? parts : shortParts).format(at)
  return isRepeatedHour(at, zone) ? `${text} ${offset(at, zone)}` : text
}

/** For an end that is shown to the minute: a door may shut a little earlier than we say, never later. */
export const upToMinute = (at: Ms): Ms => Math.ceil(at / minute) * minute

export const isRepeatedHour = (at: Ms, zone?: string): boolean => {
  const here = format(zone, wall).format(at)
  return here === format(zone, wall).format(at + hour) || here === format(zone, wall).format(at - hour)
}

const offset = (at: Ms, zone: string | undefined): string =>
  format(zone, { timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')
    ?.value.replace('GMT', '') || '+00:00'

/** Day and month before the time of day, for what is not from the last day. */
export const dayAndClock = (at: Ms, now: Ms, zone?: string): string => {
  if (Math.abs(now - at) < 20 * hour) return clock(at, 'minutes', zone)
  const date = format(zone, { day: 'numeric', month: 'numeric' }).formatToParts(at)
  const find = (type: string) => Number(date.find((part) => part.type === type)?.value)
  return `${find('day')}.${find('month')}. ${clock(at, 'minutes', zone)}`
}
