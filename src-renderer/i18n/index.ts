import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { nb } from './nb.ts'
import { sv } from './sv.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    resources: { words: typeof nb }
  }
}

export const languages = ['nb', 'sv', 'en'] as const
export type Language = (typeof languages)[number]

/** What each language calls itself, whatever language is on. */
export const ownName: Readonly<Record<Language, string>> = {
  nb: nb.language,
  sv: sv.language,
  en: en.language,
}

/** All three are in the bundle, so that a switch is instant and needs nothing from outside. */
export const startWords = async (language: Language) => {
  const words = createInstance()
  await words.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'nb',
    defaultNS: 'words',
    resources: { nb: { words: nb }, sv: { words: sv }, en: { words: en } },
    // React escapes already.
    interpolation: { escapeValue: false },
    // A name that the feed did not give reads as a dash, never as a placeholder's source text.
    missingInterpolationHandler: () => '–',
  })
  return words
}
export type WordsInstance = Awaited<ReturnType<typeof startWords>>
