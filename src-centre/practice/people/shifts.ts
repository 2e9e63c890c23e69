import { type Ms, minute } from '../../../src-domain/time.ts'

export const shifts = ['day', 'evening', 'night'] as const
export type Shift = (typeof shifts)[number]

/** When a shift begins, in minutes after midnight in Norway, and how many of the twelve patrols drive in it. */
const begins: Readonly<Record<Shift, number>> = { day: 7 * 60 + 30, evening: 15 * 60, night: 22 * 60 + 30 }
export const patrolsOn: Readonly<Record<Shift, number>> = { day: 12, evening: 9, night: 6 }

const norway = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
})

/** Minutes after midnight by the clock on the wall in Fjordvik. */
export const minuteOfDay = (at: Ms): number => {
  const parts = norway.formatToParts(at)
  const part = (type: 'hour' | 'minute') => Number(parts.find((p) => p.type === type)?.value ?? 0)
  return part('hour') * 60 + part('minute')
}

export const shiftAt = (at: Ms): Shift => {
  const now = minuteOfDay(at)
  if (now < begins.day || now >= begins.night) return 'night'
  return now < begins.evening ? 'day' : 'evening'
}

/** Until the next change of shift, also in the nights that are an hour longer or shorter. */
export const untilNextShift = (at: Ms): Ms => {
  const now = minuteOfDay(at)
  const away = (b: number) => (b > now ? b - now : b - now + 24 * 60)
  const next = Object.values(begins).toSorted((a, b) => away(a) - away(b))[0] ?? now
  const until = away(next) * minute - (at % minute)
  // The wall clock may be an hour further or less far by then.
  return until + (next - minuteOfDay(at + until)) * minute
}
