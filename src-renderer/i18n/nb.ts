import { accessNb } from './access/nb.ts'
import { alarmNb } from './alarm/nb.ts'
import { askedNb } from './asked/nb.ts'
import { benchNb } from './bench/nb.ts'
import { caseNb } from './case/nb.ts'
import { deskNb } from './desk/nb.ts'
import { practiceNb } from './practice/nb.ts'
import { stateNb } from './state/nb.ts'
import { supervisionNb } from './supervision/nb.ts'

/** Bokmål: the language that the others are measured against. Words from the field's own list. */
export const nb = {
  language: 'Bokmål',
  ...deskNb,
  ...stateNb,
  ...alarmNb,
  ...caseNb,
  ...accessNb,
  ...supervisionNb,
  ...askedNb,
  ...practiceNb,
  bench: benchNb,
}
