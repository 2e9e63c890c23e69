/**
 * Text as it is searched: lower case, without accents, and with the letters that Unicode does not take
 * apart written as they are typed on a keyboard that lacks them.
 */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('å', 'a')
    .replaceAll('đ', 'd')
    .replaceAll('ŧ', 't')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')

const wordsIn = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** What FTS5 is asked for where the words are known: each of them, whole. */
export const wholeWords = (text: string): string =>
  wordsIn(text)
    .map((word) => `"${word}"`)
    .join(' ')

/** What FTS5 is asked for: every word, the last of each perhaps unfinished. Empty when there is no word. */
export const matchOf = (text: string): string =>
  wordsIn(text)
    .map((word) => `"${word}"*`)
    .join(' ')
