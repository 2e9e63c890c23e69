import type { Ms } from '../../../src-domain/time.ts'
import { clock } from '../../ui/timeWords.ts'

/** The day in words, for a page that is read next month. */
export const day = (at: Ms, language: string, zone?: string): string =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(at)

const dayOf = (at: Ms, zone?: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'numeric',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(at)

/** The clock; with day and month before it where that is not the day on which the story begins. */
export const storyClock = (
  at: Ms,
  begins: Ms,
  precision: 'seconds' | 'minutes' = 'seconds',
  zone?: string,
): string => {
  const time = clock(at, precision, zone)
  const [date, first] = [dayOf(at, zone), dayOf(begins, zone)]
  return date === first ? time : `${date.replace('/', '.')}. ${time}`
}
