import type { TFunction } from 'i18next'

/** Digits in threes, as they are said and written down; anything else about the text falls away. */
export const inThrees = (text: string): readonly string[] =>
  text.replaceAll(/\D/g, '').match(/\d{1,3}/g) ?? []

const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const

/** A group of digits, each in a word of its own, as numbers are read aloud on a telephone line. */
export const spoken = (group: string, t: TFunction): string =>
  Array.from(group)
    .flatMap((character) => digits[Number(character)] ?? [])
    .map((digit) => t(`digit.${digit}`))
    .join(' ')
