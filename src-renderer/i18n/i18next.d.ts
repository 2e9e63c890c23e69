import 'i18next'
import type { nb } from './nb.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    resources: { words: typeof nb }
  }
}
