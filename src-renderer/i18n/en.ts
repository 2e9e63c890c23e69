import { accessEn } from './access/en.ts'
import { alarmEn } from './alarm/en.ts'
import { askedEn } from './asked/en.ts'
import { benchEn } from './bench/en.ts'
import { caseEn } from './case/en.ts'
import { deskEn } from './desk/en.ts'
import { practiceEn } from './practice/en.ts'
import { stateEn } from './state/en.ts'
import { supervisionEn } from './supervision/en.ts'
import type { Words } from './words.ts'

export const en: Words = {
  language: 'English',
  ...deskEn,
  ...stateEn,
  ...alarmEn,
  ...caseEn,
  ...accessEn,
  ...supervisionEn,
  ...askedEn,
  ...practiceEn,
  bench: benchEn,
}
