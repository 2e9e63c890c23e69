import type { TFunction } from 'i18next'
import type { AlarmItem } from '../../src-preload/contract/view.ts'

/** Who else has it open, in one sentence with their names. */
export const alsoWords = (also: AlarmItem['also'], t: TFunction, language: string): string =>
  t('presence.also', {
    count: also.length,
    names: new Intl.ListFormat(language).format(also.map(({ name }) => name)),
  })
